"""``python -m wizard`` is the same program as ``sansan-salesforce``."""

import sys

from wizard.cli import main

sys.exit(main())
