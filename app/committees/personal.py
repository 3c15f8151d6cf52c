"""What committees keep about those who sit in them."""

from flask_babel import lazy_gettext as _
from sqlalchemy import select, update

from app.accounts.models import Person
from app.committees.models import AgendaItem, CommitteeMember, MemberVote, Presence, Recusal, Sitting
from app.core import clock
from app.core.extensions import db
from app.core.privacy import KEPT, Basis, Leaving, personal

MEMBERS = _("les membres du comité de labellisation")
TEN_YEARS = _("dix ans, avec le dossier du projet")
SEEN_BY = _("le comité et l’équipe du programme")
WHY = _("montrer qu’une décision a été prise à assez de monde, par des personnes sans lien avec le projet")


def _end(person: Person) -> None:
    today = clock.today()
    running = CommitteeMember.until.is_(None) | (CommitteeMember.until > today)
    ended = update(CommitteeMember).where(CommitteeMember.person_id == person.id, running)
    db.session.execute(ended.values(until=today), execution_options={"synchronize_session": False})


def _mine(model: type[Presence] | type[Recusal] | type[MemberVote]):  # type: ignore[no-untyped-def]
    return lambda person: model.member_id.in_(select(CommitteeMember.id).where(CommitteeMember.person_id == person.id))


personal(
    CommitteeMember,
    _("Les membres du comité de labellisation"),
    people=MEMBERS,
    why=_("savoir qui siège, à quel titre et jusqu’à quand"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=SEEN_BY,
    columns={
        "person_id": "la personne qui siège",
        "seat": "sa place",
        "sits_for": "au nom de qui",
        "since": "premier jour du mandat",
        "until": "dernier jour du mandat",
    },
    technical="id public_id round_id",
    not_exported="person_id",
    whose=lambda person: CommitteeMember.person_id == person.id,
    leaving=Leaving(_end, _("Votre mandat au comité finit. Les procès-verbaux restent, sans votre nom."), stays=True),
)
personal(
    Sitting,
    _("Les séances du comité"),
    people=MEMBERS,
    why=_("préparer les séances et en garder le procès-verbal"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=SEEN_BY,
    columns={
        "held_at": "date et heure",
        "place": "lieu",
        "note": "ce que disait la convocation",
        "remarks": "observations du procès-verbal",
        "cancel_reason": "raison d’une annulation",
    },
    technical="id public_id round_id quorum_percent opened_at closed_at status status_at version",
)
personal(
    Presence,
    _("Les présences aux séances du comité"),
    people=MEMBERS,
    why=WHY,
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=SEEN_BY,
    columns={"member_id": "la personne présente", "sitting_id": "la séance"},
    technical="id",
    not_exported="member_id",
    whose=_mine(Presence),
    leaving=Leaving(KEPT, ""),
)
personal(
    AgendaItem,
    _("Ce que le comité dit de chaque dossier"),
    people=_("les personnes qui portent un projet, celles qui écrivent le procès-verbal"),
    why=_("préparer une décision motivée"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=SEEN_BY,
    columns={
        "outcome": "ce que le comité propose",
        "by_consensus": "s’il y avait consensus",
        "votes_for": "voix pour",
        "votes_against": "voix contre",
        "votes_abstained": "abstentions",
        "casting_vote": "si la présidence a départagé",
        "reason": "raison",
        "said_at": "date",
        "said_by_id": "la personne qui l’a écrit",
    },
    technical="id public_id sitting_id proposal_id position version",
    not_exported="said_by_id",
    whose=lambda person: AgendaItem.said_by_id == person.id,
    leaving=Leaving(KEPT, ""),
)
personal(
    Recusal,
    _("Les déports des membres du comité"),
    people=MEMBERS,
    why=WHY,
    basis=Basis.OBLIGATION,
    kept=TEN_YEARS,
    seen_by=SEEN_BY,
    columns={
        "member_id": "la personne qui se retire, ou reste",
        "steps_back": "si elle se retire",
        "reason": "pourquoi",
        "noted_at": "date",
        "noted_by_id": "la personne qui l’a noté",
    },
    technical="id item_id",
    not_exported="member_id noted_by_id",
    whose=_mine(Recusal),
    leaving=Leaving(KEPT, ""),
)
personal(
    MemberVote,
    _("Les voix données au comité"),
    people=MEMBERS,
    why=WHY,
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=SEEN_BY,
    columns={
        "member_id": "la personne qui vote",
        "choice": "sa voix",
        "given_at": "date et heure",
        "noted_by_id": "la personne qui l’a notée",
    },
    technical="id item_id",
    not_exported="member_id noted_by_id",
    whose=_mine(MemberVote),
    leaving=Leaving(KEPT, ""),
)
