"""Lines as they are typed or read from a sheet, what they add up to, and what is not right with them yet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from flask_babel import format_decimal
from flask_babel import gettext as _

from app.budgets.models import Funding
from app.budgets.nomenclature import ACCOUNTS, USUAL, Side, side_of
from app.core.text import money
from app.projects import amounts
from app.rounds.presets import Rules

TWO = 2000  # thousandths: French counts in the plural from two on
SHORT = 3  # letters below which a unit is an abbreviation


class Counted(Protocol):
    """What totals need of a line, typed or kept."""

    @property
    def account(self) -> int:
        """Of the nomenclature."""

    @property
    def amount_cents(self) -> int:
        """What it adds."""

    @property
    def is_asked(self) -> bool:
        """Whether the Budget citoyen is asked for it."""

    @property
    def funding(self) -> Funding | None:
        """Where a co-funder stands."""


@dataclass(frozen=True)
class Line:
    """One line not kept yet; `key` is the public identifier of the line it stands for, "" for a new one."""

    account: int
    label: str
    amount_cents: int
    quantity: int | None = None
    unit: str = ""
    unit_cents: int | None = None
    is_asked: bool = False
    funding: Funding | None = None
    funding_on: date | None = None
    key: str = ""

    @property
    def side(self) -> Side:
        """The column it adds to."""
        return side_of(self.account)


@dataclass(frozen=True)
class Totals:
    """What the columns add up to, in cents; a refused co-funder adds nothing."""

    expenses: int = 0
    resources: int = 0
    uses: int = 0
    gifts: int = 0
    asked: int | None = None

    @property
    def gap(self) -> int:
        """Expenses less resources: what is still to be found when positive."""
        return self.expenses - self.resources

    @property
    def gap_in_kind(self) -> int:
        """Uses (86) less contributions (87)."""
        return self.uses - self.gifts


class Remark(NamedTuple):
    """One sentence about a table; `blocks` keeps the dossier from being submitted."""

    sentence: str
    blocks: bool


def totals_of(lines: Iterable[Counted]) -> Totals:
    """The sums of the columns."""
    sums, asked = dict.fromkeys(Side, 0), None
    for line in lines:
        if line.funding is not Funding.REFUSED:
            sums[side_of(line.account)] += line.amount_cents
        if line.is_asked:
            asked = line.amount_cents
    return Totals(sums[Side.EXPENSE], sums[Side.RESOURCE], sums[Side.USE], sums[Side.GIFT], asked)


def priced(quantity: int, unit_cents: int) -> int:
    """So many thousandths of units at so many cents each, to the nearest cent (halves go up)."""
    return (quantity * unit_cents + 500) // 1000


def remarks(lines: Sequence[Counted], rules: Rules) -> list[Remark]:
    """What is not right yet, in plain words: first what keeps the dossier from being submitted."""
    if not lines:
        return [Remark(_("Le tableau est vide : écrivez ce que coûte le projet et qui le paie."), True)]
    totals = totals_of(lines)
    blocking = [Remark(sentence, True) for sentence in _wrong(totals, rules)]
    return [*blocking, *(Remark(sentence, False) for sentence in _thin(lines, totals))]


def _wrong(totals: Totals, rules: Rules) -> Iterator[str]:
    if not totals.expenses:
        yield _("Aucune dépense n’est écrite.")
    if totals.asked is None:
        yield _("Écrivez la somme que vous demandez au Budget citoyen.")
    yield from amounts.problems(totals.asked, totals.expenses or None, rules).values()
    if totals.gap > 0:
        yield _("Le budget n’est pas équilibré : il manque %(gap)s de ressources.", gap=money(totals.gap))
    elif totals.gap < 0:
        yield _(
            "Le budget n’est pas équilibré : les ressources dépassent les dépenses de %(gap)s.", gap=money(-totals.gap)
        )
    if totals.gap_in_kind:
        yield _(
            "Le bénévolat et les dons en nature doivent être égaux des deux côtés : %(uses)s au compte 86, %(gifts)s "
            "au compte 87.",
            uses=money(totals.uses),
            gifts=money(totals.gifts),
        )


def _thin(lines: Sequence[Counted], totals: Totals) -> Iterator[str]:
    """What a reader of the dossier would ask about."""
    refused = sum(line.amount_cents for line in lines if line.funding is Funding.REFUSED)
    if refused:
        yield _("Un financeur a refusé : ses %(amount)s ne sont plus comptés.", amount=money(refused))
    if not any(line.funding is not None and line.funding is not Funding.REFUSED for line in lines):
        yield _("Aucun autre financeur n’est nommé : dites à qui d’autre vous demandez, même de petites sommes.")
    zeros = sum(line.amount_cents == 0 for line in lines)
    if zeros:
        yield _("Des lignes sont à zéro (%(n)s) : donnez leur montant, ou retirez-les.", n=zeros)
    used = {line.account for line in lines}
    empty = [number for number in USUAL if number not in used]
    if empty and totals.expenses:
        names = " ; ".join(str(ACCOUNTS[number].examples) for number in empty)
        yield _("Rien pour : %(names)s. C’est bien zéro ?", names=names)
    if not totals.uses and not totals.gifts:
        yield _("Le bénévolat n’est pas compté : vos heures montrent ce que le projet vaut vraiment.")


def counted(line: Any) -> str:
    """How many of what: "13 caisses", "1,5 heure"."""
    unit = _plural(line.unit) if line.quantity >= TWO else line.unit
    return f"{quantity_in_words(line.quantity)} {unit}".strip()


def _plural(unit: str) -> str:
    """The French plural of a unit typed in the singular; what is no plain word (m², kg, €) stays as it is."""
    first, space, rest = unit.partition(" ")
    if len(first) < SHORT or not (first.isalpha() and first.islower()) or first[-1] in "sxz" or first == "min":
        return unit
    return first + ("x" if first.endswith(("au", "eu")) else "s") + space + rest


def quantity_in_words(thousandths: int) -> str:
    """A quantity as people write it: "3", "1,5"."""
    return str(format_decimal(Decimal(thousandths).scaleb(-3)))
