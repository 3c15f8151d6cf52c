"""The committee of labelling: its quorum, what its votes mean, until when a decision may be contested."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

APPEAL_MONTHS = 2  # code de justice administrative, article R. 421-1


class Choice(StrEnum):
    """What a member answers to "do we give the label?"."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


@dataclass(frozen=True)
class Quorum:
    """How many of the members who may vote must be there; whoever steps back counts neither among them nor as there."""

    percent: int

    def needed(self, members: int) -> int:
        """The fewest members that must be there, out of so many; one at least."""
        return max(1, -(-members * self.percent // 100))

    def is_met(self, present: int, members: int) -> bool:
        """Whether so many members present, out of so many, may decide."""
        return members > 0 and present >= self.needed(members)


@dataclass(frozen=True)
class Votes:
    """The votes of one dossier."""

    given_for: int = 0
    against: int = 0
    abstained: int = 0

    @classmethod
    def counted(cls, choices: Collection[Choice]) -> "Votes":
        """From what each member answered."""
        found = list(choices)
        return cls(found.count(Choice.FOR), found.count(Choice.AGAINST), found.count(Choice.ABSTAIN))

    @property
    def total(self) -> int:
        """All of them, abstentions too."""
        return self.given_for + self.against + self.abstained

    @property
    def is_tied(self) -> bool:
        """Whether nothing is settled: as many for as against, abstentions do not count."""
        return self.given_for == self.against

    def allows(self, *, label: bool, casting: bool) -> bool:
        """Whether these votes give the label (or refuse it); on a tie, only with the casting vote of the chair."""
        if self.is_tied:
            return casting
        return (self.given_for > self.against) is label


def last_day_to_contest(told_on: date, months: int = APPEAL_MONTHS) -> date:
    """The last day of a full delay (délai franc) of so many months: neither the first day nor the last one counts.

    Ending on a Saturday or a Sunday it goes on to Monday; public holidays prolong it too and are not known here.
    """
    month = told_on.month - 1 + months
    year, month = told_on.year + month // 12, month % 12 + 1
    same = date(year, month, min(told_on.day, monthrange(year, month)[1])) + timedelta(days=1)
    return same + timedelta(days={5: 2, 6: 1}.get(same.weekday(), 0))
