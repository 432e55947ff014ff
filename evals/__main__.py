"""``python -m evals``: the same as ``plan-assistant eval``."""

import sys

from evals.commands import main

if __name__ == "__main__":
    sys.exit(main())
