"""``python -m wizard`` is the same program as ``sansan-salesforce``."""

import multiprocessing
import sys

from wizard.services.system.streams import give_streams

if __name__ == "__main__":
    give_streams()  # before all that may print: a windowed program has none, nor have its own processes
    multiprocessing.freeze_support()  # the frozen program: a process of its own begins here, too
    from wizard.cli import main

    sys.exit(main())
