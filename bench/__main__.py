"""`python -m bench [counting|import|agreement|pages|memory|moderation|screening] [options]`: one, or all."""

import importlib
import sys

BENCHES = {
    "counting": "bench.counting",
    "import": "bench.import_pb",
    "agreement": "bench.agreement",
    "pages": "bench.pages",
    "memory": "bench.memory",
    "moderation": "bench.moderation",
    "screening": "bench.screening",
}
MEASURES = ("counting", "import", "pages", "memory", "screening")


def main(arguments: list[str]) -> int:
    """Run the bench named first, or all that write figures."""
    if not arguments:
        return max(importlib.import_module(BENCHES[name]).main() for name in MEASURES)
    name, *options = arguments
    if name not in BENCHES:
        print(__doc__, file=sys.stderr)
        return 2
    return importlib.import_module(BENCHES[name]).main(options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
