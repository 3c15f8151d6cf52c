"""Run every bench, write the figures with the commands that give them."""

import sys

from bench import import_pb

if __name__ == "__main__":
    sys.exit(import_pb.main())
