"""`python -m voting`: see `voting.cli`."""

import sys

from voting.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
