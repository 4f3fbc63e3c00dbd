"""``python -m wizard`` is the same program as ``sansan-salesforce``."""

import sys

from wizard.cli import main

if __name__ == "__main__":
    sys.exit(main())
