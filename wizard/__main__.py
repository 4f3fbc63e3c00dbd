"""``python -m wizard`` is the same program as ``sansan-salesforce``."""

import sys

from wizard.start import main

if __name__ == "__main__":
    sys.exit(main())
