"""How far projects were from the line under rules that follow the voters, found by counting again, both sides checked.

Under these rules a project can in principle be helped and harmed in surprising ways, so what is said is exactly what
was counted: with so many votes more (or cents less) it wins, and with one fewer (one cent more) it does not.
The measures are those of Boehmer, Faliszewski, Janeczko, Peters, Pierczyński, Schierreich, Skowron and Szufa,
"Evaluation of Project Performance in Participatory Budgeting" (IJCAI 2024, arXiv 2312.14723): further voters who name
only this project, and a lower cost.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from voting.allocation import Allocation, Field, allocate
from voting.allocation.outcome import BELOW_THRESHOLD, SELECTED, WITHDRAWN, Step
from voting.election import Election
from voting.margins import displacing, margins
from voting.profile import Profile
from voting.result import field_of
from voting.sentences import Sentence, in_points
from voting.urn import Urn

NEAR = 3  # projects on each side of the line


def near_margins(
    election: Election, urn: Urn, allocation: Allocation, only: Collection[str] | None = None
) -> dict[str, list[Sentence]]:
    """For the projects nearest to the line (or those of `only`), what would have changed their fate, as sentences.

    A ranking gives them for every project at once (`voting.margins`); majority judgment has none.
    """
    found = _sentences(election, urn, allocation, only)
    if election.rules.ballot.gives_points:
        return {one: [in_points(sentence) for sentence in sentences] for one, sentences in found.items()}
    return found


def _sentences(
    election: Election, urn: Urn, allocation: Allocation, only: Collection[str] | None
) -> dict[str, list[Sentence]]:
    method, field = election.rules.method, field_of(election)
    if method.name == "majority-judgment":
        return {}  # further votes mean nothing where grades are compared
    rule = urn.rules[method.name]
    if method.ranks:
        found = margins(rule, urn.profile, field, method, allocation)
        wanted = {step.id for step in near_the_line(allocation)} if only is None else set(only)
        return {one: [sentence] for one, sentence in found.items() if one in wanted}
    steps = near_the_line(allocation) if only is None else [step for step in allocation.steps if step.id in only]
    return {step.id: _Near(election, urn, field, allocation, step).sentences() for step in steps}


def near_the_line(allocation: Allocation) -> Sequence[Step]:
    """The winners taken last, and the losers whose supporters lacked the least of the cost (else the most voted)."""
    by_id = {step.id: step for step in allocation.steps}
    last = [by_id[one] for one in allocation.winners[-NEAR:]]
    lost = [step for step in allocation.steps if step.outcome not in (SELECTED, WITHDRAWN, BELOW_THRESHOLD)]
    return [*last, *sorted(lost, key=_lacking)[:NEAR]]


def _lacking(step: Step) -> tuple[int, int, int]:
    """How much of its cost (in millionths) its supporters lacked; without that figure, its place by votes."""
    if "behind" in step.figures and step.cost:
        return 0, (step.cost - int(step.figures["behind"])) * 1_000_000 // step.cost, step.rank
    return 1, step.rank, step.rank


class _Near:
    """The recounts about one project."""

    def __init__(self, election: Election, urn: Urn, field: Field, before: Allocation, step: Step) -> None:
        self.election, self.urn, self.field, self.before, self.step = election, urn, field, before, step
        self.names = {candidate.id: candidate.name for candidate in election.candidates}

    def sentences(self) -> list[Sentence]:
        """What is known: for a loser the votes more and the money less, for a winner the money more."""
        if self.step.outcome == WITHDRAWN:
            return []
        if self.step.outcome == SELECTED:
            return [self._dearer()]
        return [found for found in (self._more_votes(), self._cheaper()) if found is not None]

    def _more_votes(self) -> Sentence:
        def recount(more: int) -> Allocation:
            profile = self.urn.profile.with_more(self.step.id, more)
            return self._allocate(self.field, profile)

        ceiling = 4 * max(1, self.urn.profile.voters)
        more = first_change(lambda votes: self.step.id in recount(votes).winners, ceiling)
        if more is None:
            return Sentence("margin_beyond", {"votes": ceiling})
        return displacing(more, self.before.winners, recount(more).winners, self.names)

    def _cheaper(self) -> Sentence | None:
        cost = self._price()
        less = first_change(lambda cents: self.step.id in self._at(cost - cents).winners, cost)
        if less is None:
            return None
        after = self._at(cost - less)
        lost = [other for other in self.before.winners if other not in after.winners]
        if not lost:
            return Sentence("margin_cheaper", {"less": less})
        named = "\n".join(self.names[other] for other in lost)
        return Sentence("margin_cheaper_displacing", {"less": less, "names": named, "displaced": "\n".join(lost)})

    def _dearer(self) -> Sentence:
        cost = self._price()
        top = max(self.field.budget - cost, 0) + 1
        more = first_change(lambda cents: self.step.id not in self._at(cost + cents).winners, top)
        return Sentence("margin_safe") if more is None else Sentence("margin_dearer", {"more": more})

    def _price(self) -> int:
        return self.field.prices[self.step.id].least

    def _at(self, cost: int) -> Allocation:
        """The count with another price for this project."""
        price = self.field.prices[self.step.id]
        prices = {**self.field.prices, self.step.id: price._replace(least=cost, full=cost)}
        return self._allocate(replace(self.field, prices=prices), self.urn.profile)

    def _allocate(self, field: Field, profile: Profile) -> Allocation:
        method = self.election.rules.method
        return allocate(self.urn.rules[method.name], profile, field, method)


def first_change(changes: Callable[[int], bool], most: int) -> int | None:
    """A number from 1 to `most` that changes the fate while the one before does not; None when none tried does.

    Tried: 1, 2, 4, 8… and `most`, then by halves between the last that does not and the first that does.
    """
    low, high = 0, 1
    while not changes(min(high, most)):
        if high >= most:
            return None
        low, high = high, high * 2
    high = min(high, most)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if changes(middle) else (middle, high)
    return high
