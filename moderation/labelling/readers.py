"""Who reads which dossier: a fair rule that anybody can run again and find the same.

The dossiers that the fewest people may read are served first. Each goes to the reader with the least load; among
equals to the one who has read least in that territory, so that nobody judges a place alone; then by a lot that the two
identifiers fix (their SHA-256), so that neither names nor the order of a list favour anyone.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Dossier:
    """What is to be read: where, by whom it may be read, and how many readers it still lacks."""

    id: str
    territory: str
    eligible: frozenset[str]
    lacks: int


def assign(dossiers: Iterable[Dossier], loads: Mapping[str, int]) -> dict[str, list[str]]:
    """The readers of each dossier, by its identifier. `loads`: what each reader has to read already (0 if not there).

    A dossier with too few eligible readers gets those there are: unfilled() says what stays open.
    """
    load = Counter(loads)
    local: Counter[tuple[str, str]] = Counter()
    chosen: dict[str, list[str]] = {}
    for dossier in sorted(dossiers, key=lambda one: (len(one.eligible) - one.lacks, one.id)):
        ranked = sorted(
            dossier.eligible, key=lambda who: (load[who], local[who, dossier.territory], _lot(dossier, who))
        )
        chosen[dossier.id] = ranked[: max(0, dossier.lacks)]
        for who in chosen[dossier.id]:
            load[who] += 1
            local[who, dossier.territory] += 1
    return chosen


def unfilled(dossiers: Sequence[Dossier], chosen: Mapping[str, Collection[str]]) -> dict[str, int]:
    """How many readers each dossier still lacks afterwards; only those that lack some."""
    left = {one.id: one.lacks - len(chosen.get(one.id, ())) for one in dossiers}
    return {id_: lacking for id_, lacking in left.items() if lacking > 0}


def _lot(dossier: Dossier, who: str) -> str:
    return hashlib.sha256(f"{dossier.id}|{who}".encode()).hexdigest()
