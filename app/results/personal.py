"""What results keep about people: who signed a certificate. And when the roll of voters is emptied."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import exists, select, update

from app.accounts.models import Person
from app.booth.models import Voter
from app.core.extensions import db
from app.core.privacy import Basis, Leaving, Words, before_leaving, not_personal, personal, retention
from app.projects.models import Project, Proposal
from app.results.models import Result, ResultLine, Signature
from app.results.status import ResultStatus
from app.rounds.models import Round
from app.rounds.status import RoundStatus

QUIET = {"synchronize_session": False}
NEVER = date(1, 1, 1)  # the day of a vote whose voter is no longer named


def _unname(ids: Sequence[int]) -> None:
    """Leave one line a voter, with the commune alone: how many voted where stays true, who did is gone."""
    nobody = {"name": "", "name_key": Voter.public_id, "email": Voter.public_id, "email_slot": 1}
    emptied = update(Voter).where(Voter.id.in_(ids)).values(**nobody, birth_year=0, signed_on=NEVER, level="")
    db.session.execute(emptied, execution_options=QUIET)


def _under_appeal() -> list[str]:
    return str(current_app.config["SETTINGS"].ROUNDS_UNDER_APPEAL).split()


# Two months to appeal (code de justice administrative, R421-1), and one more: a letter may be on its way.
ROLL = retention(
    "roll",
    _("trois mois après la publication des résultats, sauf recours en cours"),
    timedelta(days=92),
    lambda before: (
        select(Voter.id)
        .join(Result, Result.round_id == Voter.round_id)
        .join(Round, Round.id == Voter.round_id)
        .where(
            Result.status == ResultStatus.PUBLISHED,
            Result.status_at < before,
            Round.public_id.not_in(_under_appeal()),
            Voter.name != "",
        )
    ),
    _unname,
)


def _keep_the_name(person: Person) -> None:
    """A certificate goes on bearing the name it was signed with."""
    signed = update(Signature).where(Signature.person_id == person.id).values(signed_as=person.name)
    db.session.execute(signed, execution_options=QUIET)


not_personal(Result, ResultLine)
personal(
    Signature,
    _("Les signatures des résultats"),
    people=_("les deux personnes de l’équipe qui signent"),
    why=_("un résultat certifié porte deux noms : c’est un acte public"),
    basis=Basis.PUBLIC_TASK,
    kept=_("avec le certificat, puis selon les règles des archives publiques"),
    seen_by=_("tout le monde"),
    columns={
        "person_id": "la personne qui signe",
        "signed_as": "son nom, gardé quand son compte n’existe plus",
        "digest": "empreinte signée",
        "signed_at": "date de la signature",
    },
    technical="id result_id",
    not_exported="person_id",
    whose=lambda person: Signature.person_id == person.id,
    leaving=Leaving(
        _keep_the_name,
        _("Votre nom reste sur les certificats que vous avez signés : c’est un acte public."),
        stays=True,
    ),
)


@before_leaving
def hand_over_the_grant(person: Person) -> Words | None:
    """A grant needs somebody who answers for it until its round is archived."""
    won = exists().where(ResultLine.proposal_id == Proposal.id, ResultLine.grant_cents > 0)
    mine = select(Proposal.title).join(Project).join(Round, Round.id == Proposal.round_id)
    title = db.session.scalar(
        mine.where(Project.holder_id == person.id, Round.status == RoundStatus.PUBLISHED, won).limit(1)
    )
    return title and _(
        "Votre projet « %(title)s » a reçu une subvention, et son édition n’est pas terminée. Écrivez d’abord à "
        "l’équipe : il faut quelqu’un pour répondre de la subvention jusqu’au bilan.",
        title=title,
    )
