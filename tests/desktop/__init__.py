"""The product with the real programs of a desktop, run by hand: ``make desktop``.

Each file ``real_*.py`` holds tests of one kind of peer; ``packages.txt`` names what must be installed. The first line
of a test's docstring is its row in docs/desktop.md; ``PEER`` of its file says which programs those were.
"""
