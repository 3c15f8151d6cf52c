"""Opening ballots kept in columns: which of them count, and the tally, without a Python object for each."""

from collections import Counter
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from voting.ballots import BallotRule, refusal
from voting.election import Election
from voting.fast.columns import BallotColumns, Longs
from voting.fast.profile import ArrayProfile, Groups
from voting.fast.rules import RULES
from voting.tally import Tally, grouped
from voting.urn import Turnout, Urn, opened_plainly

EXACT = 1 << 53  # whole numbers up to here are exact in a float: bincount adds floats


def opened(columns: BallotColumns, election: Election) -> Urn:
    """The urn of these ballots: the same figures as `voting.urn.opened_plainly`.

    Ballots that are valid at sight (the great majority) are told apart in arrays; each other one is judged by the
    plain rule, so there is one place only that says what is valid. Repeated names in ranked ballots are left to it too.
    """
    ids = tuple(candidate.id for candidate in election.candidates)
    rule = election.rules.ballot
    if columns.ids != ids or (columns.mark is None) == rule.marked:
        return opened_plainly(grouped(columns), election)
    length = np.diff(columns.start)
    repeated = _repeats(columns, length)
    if repeated.any() and (rule.kind == "ranked" or rule.duplicates == "each"):
        return opened_plainly(grouped(columns), election)
    valid = _valid_at_sight(columns, length, election) & ~repeated
    void, blank = Counter[str](), int((length == 0).sum())
    costs = {candidate.id: candidate.cost for candidate in election.candidates}
    for at in np.flatnonzero(~valid & (length > 0)).tolist():
        reason = refusal(columns[at], rule, costs)
        valid[at] = reason is None
        if reason:
            void[reason.code] += 1
    turnout = Turnout(len(columns), int(valid.sum()), blank, dict(void))
    kept = _giving(_once(_only(columns, valid, length), repeated[valid]), rule)
    return Urn(ArrayProfile(Groups(kept), _tally(kept, rule, turnout), kept), turnout, RULES)


def _repeats(columns: BallotColumns, length: Longs) -> NDArray[np.bool_]:
    """The ballots that name a project twice."""
    ballot = np.repeat(np.arange(len(length)), length)
    order = np.argsort(columns.project.astype(np.uint16), kind="stable") if len(columns.ids) < 1 << 16 else None
    if order is None:
        order = np.lexsort((ballot, columns.project))
    project, ballot = columns.project[order], ballot[order]
    twice = (project[1:] == project[:-1]) & (ballot[1:] == ballot[:-1])
    found = np.zeros(len(length), bool)
    found[ballot[1:][twice]] = True
    return found


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


def _once(columns: BallotColumns, repeated: NDArray[np.bool_]) -> BallotColumns:
    """Each project once a ballot, at its first place."""
    if not repeated.any():
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


def _tally(columns: BallotColumns, rule: BallotRule, turnout: Turnout) -> Tally:
    ids, project, mark = columns.ids, columns.project, columns.mark
    backed = project if mark is None else project[mark > 0]
    supporters = dict(zip(ids, np.bincount(backed, minlength=len(ids)).tolist(), strict=True))
    votes = supporters if mark is None else dict(zip(ids, _points(columns), strict=True))
    grades = {}
    if rule.kind == "judgment" and mark is not None:
        by_grade = np.bincount(project * rule.grades + mark, minlength=len(ids) * rule.grades).reshape(-1, rule.grades)
        by_grade[:, 0] += turnout.valid - by_grade.sum(axis=1)
        grades = dict(zip(ids, map(tuple, by_grade.tolist()), strict=True))
    return Tally(votes, turnout.valid + turnout.blank, turnout.blank, supporters, grades)


def _points(columns: BallotColumns) -> list[int]:
    """The sum of the points of each project."""
    mark = columns.mark
    if mark is None or not len(mark):
        return [0] * len(columns.ids)
    if int(np.abs(mark).max()) * len(mark) < EXACT:
        return list(map(int, np.bincount(columns.project, mark, len(columns.ids)).tolist()))
    found = [0] * len(columns.ids)
    for place, points in zip(columns.project.tolist(), mark.tolist(), strict=True):
        found[place] += points
    return found
