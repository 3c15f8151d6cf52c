"""What a valid ballot gives each project: the only place where a kind of ballot becomes numbers."""

from collections.abc import Sequence

from voting.ballots.rule import BallotRule, Entry, ids_of

Points = tuple[tuple[str, int], ...]


def points_of(ballot: Sequence[Entry], rule: BallotRule) -> Points:
    """(project, points) in the order of the ballot, each project once.

    One vote each (approval kinds); the number written (cumulative, scored, d21, judgment); what the place is worth
    (ranked; Borda gives the last of n projects 1 and the first n, as the official Polish scores do). A project
    named twice keeps its first place, and adds up when the rule counts it each time.
    """
    ids = ids_of(ballot)
    if rule.kind == "ranked":
        marks = _places(len(ids), rule.vector)
    else:
        marks = [1 if isinstance(entry, str) else entry[1] for entry in ballot]
    found: dict[str, int] = {}
    for one, mark in zip(ids, marks, strict=True):
        if one not in found:
            found[one] = mark
        elif rule.duplicates == "each":
            found[one] += mark
    return tuple(found.items())


def _places(ranked: int, vector: Sequence[int]) -> list[int]:
    if not vector:
        return list(range(ranked, 0, -1))
    return [vector[place] if place < len(vector) else 0 for place in range(ranked)]
