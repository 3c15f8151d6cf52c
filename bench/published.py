"""Ballots as the platform publishes them, sorted by what they hold: `python -m bench.published FILE.pb TARGET.pb`."""

import sys

from voting import pabulib


def publish(source: str, target: str) -> None:
    """Write them, voters numbered in turn."""
    file = pabulib.read(source)
    ballots = sorted(tuple(sorted(ballot)) for ballot in file.ballots)
    pabulib.write(pabulib.from_election(file.election(), ballots, meta=file.meta), target)


if __name__ == "__main__":
    publish(*sys.argv[1:])
