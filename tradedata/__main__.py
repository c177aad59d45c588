"""The way in for ``python -m tradedata``."""

import sys

from tradedata.cli import main

sys.exit(main())
