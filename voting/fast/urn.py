"""Opening ballots kept in columns: which of them count, and the tally, without a Python object for each."""

from collections import Counter
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from voting.ballots import BallotRule, refusal
from voting.election import Election
from voting.fast.by_project import ByProject, by_project
from voting.fast.columns import BallotColumns, Longs
from voting.fast.profile import ArrayProfile, Groups
from voting.fast.rules import RULES
from voting.tally import Tally, grouped
from voting.urn import Turnout, Urn, opened_plainly


def opened(columns: BallotColumns, election: Election) -> Urn:
    """The urn of these ballots: the same figures as `voting.urn.opened_plainly`.

    Ballots that are valid at sight (the great majority) are told apart in arrays; each other one is judged by the
    plain rule, so there is one place only that says what is valid. Repeated names in ranked ballots are left to it too.
    """
    ids = tuple(candidate.id for candidate in election.candidates)
    rule = election.rules.ballot
    if columns.ids != ids or (columns.mark is None) == rule.marked or _beyond_floats(columns):
        return opened_plainly(grouped(columns), election)
    length, turned = np.diff(columns.start), by_project(columns)
    if len(turned.repeated) and (rule.kind == "ranked" or rule.duplicates == "each"):
        return opened_plainly(grouped(columns), election)
    valid = _valid_at_sight(columns, length, election)
    valid[turned.repeated] = False
    void, blank = _judge(columns, valid, length, election), int(np.count_nonzero(length == 0))
    turnout = Turnout(len(columns), int(np.count_nonzero(valid)), blank, void)
    kept = _giving(_once(_only(columns, valid, length), turned.repeated, valid), rule)
    if kept is not columns:
        turned = by_project(kept)
    return Urn(ArrayProfile(Groups(kept), _tally(kept, turned, rule, turnout), kept, turned), turnout, RULES)


def _beyond_floats(columns: BallotColumns) -> bool:
    """Whether the points are so large that their sums would not be exact in a float."""
    return columns.mark is not None and int(np.abs(columns.mark).max(initial=0)) * len(columns.mark) >= 1 << 53


def _judge(columns: BallotColumns, valid: NDArray[np.bool_], length: Longs, election: Election) -> dict[str, int]:
    """Hand the ballots that are not valid at sight to the plain rule; how many are void, by reason."""
    void: Counter[str] = Counter()
    costs = {candidate.id: candidate.cost for candidate in election.candidates}
    for at in np.flatnonzero(~valid & (length > 0)).tolist():
        reason = refusal(columns[at], election.rules.ballot, costs)
        valid[at] = reason is None
        if reason:
            void[reason.code] += 1
    return dict(void)


def _valid_at_sight(columns: BallotColumns, length: Longs, election: Election) -> NDArray[np.bool_]:
    """Ballots that name a right number of projects, within the limits of cost and points; never one too many."""
    rule = election.rules.ballot
    valid = (length >= rule.min) & (length <= rule.max) & (length > 0)
    if rule.max_cost is not None or rule.min_cost:
        dearest = max((candidate.cost for candidate in election.candidates), default=0)
        if dearest * int(length.max(initial=0)) >= 1 << 63:
            return np.zeros(len(length), bool)
        spent = _sums(
            np.array([candidate.cost for candidate in election.candidates], np.int64)[columns.project], columns
        )
        valid &= (spent >= rule.min_cost) & (
            spent <= (np.iinfo(np.int64).max if rule.max_cost is None else rule.max_cost)
        )
    if columns.mark is None:
        return valid
    if rule.kind not in ("cumulative", "scored"):
        return np.zeros(len(length), bool)
    mark = columns.mark
    wrong = (mark < rule.min_points) | (mark > (np.iinfo(np.int64).max if rule.max_points is None else rule.max_points))
    total = _sums(mark, columns)
    high = np.iinfo(np.int64).max if rule.max_sum is None else rule.max_sum
    valid &= (_sums(wrong.astype(np.int64), columns) == 0) & (total >= rule.min_sum) & (total <= high)
    return valid


def _sums(values: Longs, columns: BallotColumns) -> Longs:
    """The sum of the values of each ballot's entries."""
    running: Longs = np.concatenate([[0], np.cumsum(values)])
    sums: Longs = running[columns.start[1:]] - running[columns.start[:-1]]
    return sums


def _only(columns: BallotColumns, kept: NDArray[np.bool_], length: Longs) -> BallotColumns:
    """The ballots that are kept, in their order."""
    if kept.all():
        return columns
    entries = np.repeat(kept, length)
    start = np.concatenate([[0], np.cumsum(length[kept])])
    return BallotColumns(
        columns.ids, columns.project[entries], start, None if columns.mark is None else columns.mark[entries]
    )


def _once(columns: BallotColumns, repeated: Longs, valid: NDArray[np.bool_]) -> BallotColumns:
    """Each project once a ballot, at its first place."""
    if not valid[repeated].any():
        return columns
    ballot = np.repeat(np.arange(len(columns)), np.diff(columns.start))
    key = ballot * len(columns.ids) + columns.project
    first = np.zeros(len(key), bool)
    first[np.unique(key, return_index=True)[1]] = True
    start = np.concatenate([[0], np.cumsum(np.bincount(ballot[first], minlength=len(columns)))])
    return BallotColumns(
        columns.ids, columns.project[first], start, None if columns.mark is None else columns.mark[first]
    )


def _giving(columns: BallotColumns, rule: BallotRule) -> BallotColumns:
    """The ballots as what they give: for ranked ones the worth of each place (see `voting.ballots.points`)."""
    if rule.kind != "ranked":
        return columns
    length = np.diff(columns.start)
    place = np.arange(len(columns.project)) - np.repeat(columns.start[:-1], length)
    if not rule.vector:
        return replace(columns, mark=np.repeat(length, length) - place)
    worth = np.array([*rule.vector, *[0] * int(length.max(initial=0))], np.int64)
    return replace(columns, mark=worth[place])


def _tally(columns: BallotColumns, turned: ByProject, rule: BallotRule, turnout: Turnout) -> Tally:
    ids, marks = columns.ids, turned.mark
    if marks is None:
        supporters = votes = dict(zip(ids, map(len, turned.of), strict=True))
    else:
        supporters = {one: int(np.count_nonzero(mark > 0)) for one, mark in zip(ids, marks, strict=True)}
        votes = {one: int(mark.sum()) for one, mark in zip(ids, marks, strict=True)}
    grades = {}
    if rule.kind == "judgment" and marks is not None:
        by_grade = [np.bincount(mark, minlength=rule.grades).tolist() for mark in marks]
        silent = [turnout.valid - sum(found) for found in by_grade]
        grades = {one: (f[0] + s, *f[1:]) for one, f, s in zip(ids, by_grade, silent, strict=True)}
    return Tally(votes, turnout.valid + turnout.blank, turnout.blank, supporters, grades)
