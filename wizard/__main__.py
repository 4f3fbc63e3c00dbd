"""``python -m wizard`` is the same program as ``sansan-salesforce``."""

import multiprocessing
import sys

from wizard.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # the frozen program: a process of its own begins here, too
    sys.exit(main())
