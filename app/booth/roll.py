"""The roll: who may vote, once, and with which address."""

import hashlib
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError

from app.accounts.queries import normal_email
from app.booth.models import Voter
from app.core import clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.text import plain
from app.rounds import queries as rounds
from app.rounds.models import Round

OLDEST = 120  # years


@dataclass(frozen=True)
class Identity:
    """Who a voter says they are. `email` is the address that received the code."""

    name: str
    birth_year: int
    municipality_code: str
    email: str

    @property
    def name_key(self) -> str:
        """The name as the roll compares it."""
        return name_key(self.name)

    @property
    def address(self) -> str:
        """The address as it is compared."""
        return normal_email(self.email)

    def code_subject(self, round_: Round) -> str:
        """What the code is about: this person in this round, so that it opens nothing else."""
        person = f"{self.name_key}|{self.birth_year}|{self.municipality_code}"
        return f"{round_.public_id}:{hashlib.sha256(person.encode()).hexdigest()[:32]}"


def name_key(name: str) -> str:
    """The words of a name, plain and sorted: « Dupont Léa » and « Léa Dupont » are one person."""
    return " ".join(sorted(plain(name).split()))


class NotThisAddress(Refused):
    """The person may vote, but not with this address.

    Said only to whoever proved the address with its code: until then no page tells who is on the roll. `known` is the
    line of the roll they have with another address, None when the address has served its number of people.
    """

    def __init__(self, sentence: str, known: Voter | None = None) -> None:
        super().__init__(sentence)
        self.known = known


def check_age(round_: Round, identity: Identity) -> None:
    """Refuse a year of birth that is no voter's.

    The age is counted in years of the calendar: whoever reaches the minimum age during the round's year may vote.
    """
    least = rounds.rules_of(round_)["min_age"]
    age = round_.year - identity.birth_year
    if not 0 <= age <= OLDEST:
        raise Refused(
            _("Vérifiez l’année de naissance : %(year)s ne peut pas être la vôtre.", year=identity.birth_year),
            "birth_year",
        )
    if age < least:
        raise Refused(
            _(
                "Il faut avoir %(age)s ans, ou les avoir dans l’année %(year)s, pour voter. Vous pourrez voter à une "
                "prochaine édition.",
                age=least,
                year=round_.year,
            ),
            "birth_year",
        )


def check_person(round_: Round, identity: Identity) -> Voter | None:
    """The line of the roll this person already has, or None for a newcomer; Refused when they may not vote so."""
    check_age(round_, identity)
    known = db.session.scalars(_line_of(round_, identity)).one_or_none()
    if known is not None and known.email != identity.address:
        raise NotThisAddress(
            _(
                "Un vote est déjà enregistré pour cette personne, avec une autre adresse : votre nouveau choix n’est "
                "pas pris en compte. Pour changer d’avis, reprenez l’adresse de la première fois. Si ce n’était pas "
                "vous, écrivez-nous : nous regarderons ensemble."
            ),
            known,
        )
    limit = rounds.rules_of(round_)["voters_per_email"]
    if known is None and not _free_slots(round_, identity, limit):
        raise NotThisAddress(_full(limit))
    return known


def enter(round_: Round, identity: Identity) -> tuple[Voter, bool]:
    """Put the person on the roll, or find them there; true when they are new.

    Two people of one household may come at the same instant: the constraints of the database decide, and the later
    one looks again.
    """
    limit = rounds.rules_of(round_)["voters_per_email"]
    for _attempt in range(limit + 2):
        known = check_person(round_, identity)
        if known is not None:
            return db.session.scalars(_line_of(round_, identity).with_for_update()).one(), False
        slot = next(iter(_free_slots(round_, identity, limit)), None)
        if slot is None:  # the last one went since check_person looked
            continue
        voter = Voter(
            round_id=round_.id,
            name=identity.name,
            name_key=identity.name_key,
            birth_year=identity.birth_year,
            municipality_code=identity.municipality_code,
            email=identity.address,
            email_slot=slot,
            signed_on=clock.today(),
        )
        try:
            with db.session.begin_nested():
                db.session.add(voter)
        except IntegrityError:
            continue
        return voter, True
    raise NotThisAddress(_full(limit))


def _line_of(round_: Round, identity: Identity) -> Select[Voter]:
    return (
        select(Voter)
        .where(
            Voter.round_id == round_.id,
            Voter.name_key == identity.name_key,
            Voter.birth_year == identity.birth_year,
            Voter.municipality_code == identity.municipality_code,
        )
        .execution_options(populate_existing=True)
    )


def _free_slots(round_: Round, identity: Identity, limit: int) -> list[int]:
    taken = set(
        db.session.scalars(select(Voter.email_slot).where(Voter.round_id == round_.id, Voter.email == identity.address))
    )
    return [slot for slot in range(1, limit + 1) if slot not in taken]


def _full(limit: int) -> str:
    return _(
        "%(limit)s personnes ont déjà voté avec cette adresse, c’est le plus que le règlement permet. Utilisez une "
        "autre adresse, "
        "ou écrivez-nous.",
        limit=limit,
    )
