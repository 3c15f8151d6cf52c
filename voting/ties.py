"""The order that settles ties, drawn once for the whole count and recomputable by hand."""

import hashlib
from collections.abc import Iterable


def lot(seed: str, candidate_id: str) -> str:
    """The lot of one project: SHA-256, in hexadecimal, of the UTF-8 text `seed|id`."""
    return hashlib.sha256(f"{seed}|{candidate_id}".encode()).hexdigest()


def lots(ids: Iterable[str], seed: str | None) -> list[str]:
    """The ids, first served first: the smaller lot wins a tie.

    Without a seed the order given stands (the order of the file, as official Polish results do).
    The seed is committed before closing, so nobody can choose it knowing the votes.
    """
    if seed is None:
        return list(ids)
    return sorted(ids, key=lambda candidate_id: (lot(seed, candidate_id), candidate_id))
