"""What is refused of a round before anything is written: names, dates, rules, and phases out of their order."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from app.core.errors import Refused
from app.core.extensions import db
from app.rounds.counting import rules_to_count
from app.rounds.models import PHASE_NAMES, Phase, PhaseKind, Round
from app.rounds.presets import Rules
from app.rounds.status import PhaseStatus

Dates = Mapping[PhaseKind, tuple[date, date]]
ONE_AFTER_THE_OTHER = (
    (PhaseKind.SUBMISSION, PhaseKind.VOTE),
    (PhaseKind.LABELLING, PhaseKind.VOTE),
    (PhaseKind.VOTE, PhaseKind.COUNT),
    (PhaseKind.COUNT, PhaseKind.RESULTS),
)
CLOSED_BEFORE = {PhaseKind.VOTE: (PhaseKind.SUBMISSION, PhaseKind.LABELLING), PhaseKind.COUNT: (PhaseKind.VOTE,)}


def check_name(name: str, but: Round | None = None) -> None:
    """No other round bears this name."""
    taken = db.session.scalar(select(Round).where(Round.name == name.strip()))
    if taken is not None and taken is not but:
        raise Refused(_("Une édition porte déjà ce nom. Choisissez-en un autre, par exemple avec son année."), "name")


def check_dates(dates: Dates) -> None:
    """Every phase starts before it ends, and those that need each other follow each other."""
    for kind, (first, last) in dates.items():
        if first > last:
            raise Refused(
                _(
                    "La phase « %(name)s » finit avant de commencer : vérifiez ses deux dates.",
                    name=str(PHASE_NAMES[kind]),
                ),
                f"{kind}_last",
            )
    for earlier, later in ONE_AFTER_THE_OTHER:
        if earlier in dates and later in dates and dates[earlier][1] >= dates[later][0]:
            raise Refused(
                _(
                    "La phase « %(later)s » doit commencer après la fin de la phase « %(earlier)s ».",
                    later=str(PHASE_NAMES[later]),
                    earlier=str(PHASE_NAMES[earlier]),
                ),
                f"{later}_first",
            )


def check_year(year: int, dates: Dates) -> None:
    """The round's year is that of its vote: the age of voters is counted in it."""
    if PhaseKind.VOTE in dates and dates[PhaseKind.VOTE][0].year != year:
        raise Refused(
            _(
                "Le vote commence en %(vote)s et l’édition est celle de %(year)s : l’année de l’édition est celle du "
                "vote, elle sert à compter l’âge des votants.",
                vote=dates[PhaseKind.VOTE][0].year,
                year=year,
            ),
            "year",
        )


def check_rules(rules: Rules, envelope_cents: int) -> None:
    """What the count would refuse is refused here, while it can still be changed."""
    if rules["ceiling_cents"] and rules["floor_cents"] > rules["ceiling_cents"]:
        raise Refused(_("Le plancher est plus haut que le plafond : vérifiez les deux montants."), "floor")
    try:
        rules_to_count(rules, envelope_cents, weights={"any": 1})
    except ValueError:
        if rules["floor_cents"] % max(1, rules["step_cents"]):
            raise Refused(
                _("Le plancher doit être un multiple du pas d’arrondi : changez l’un ou l’autre."), "floor"
            ) from None
        raise Refused(_("Ces règles se contredisent : le dépouillement ne pourrait pas les appliquer.")) from None


def check_turn(phase: Phase) -> None:
    """The vote opens when no dossier can change any more, the count when no ballot can."""
    still = [
        earlier
        for kind in CLOSED_BEFORE.get(phase.kind, ())
        if (earlier := phase.round.phase(kind)) is not None and earlier.status is not PhaseStatus.CLOSED
    ]
    if still:
        raise Refused(
            _(
                "La phase « %(later)s » ouvre quand celle d’avant est close : faites d’abord clore « %(earlier)s ».",
                later=phase.name,
                earlier=_(" » et « ").join(each.name for each in still),
            )
        )
