"""What ideas keep about people, for how long, and what leaving does to it."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update

from app.accounts.models import Person
from app.core import clock
from app.core.extensions import db
from app.core.privacy import DELETED, Basis, Leaving, deleting, personal, retention
from app.files.models import WaitingPicture
from app.files.personal import awaited
from app.files.queries import picture_of
from app.files.services import remove_file
from app.ideas.counts import recount
from app.ideas.models import Idea, IdeaComment, IdeaDraft, IdeaFollow, IdeaHandover, IdeaSupport
from app.ideas.status import CommentStatus, HandoverStatus, IdeaStatus
from app.minors.models import ParentalAgreement
from app.minors.queries import OPEN_FOR

ERASED = "Texte effacé"
NOT_SHOWN = [IdeaStatus.REFUSED, IdeaStatus.HIDDEN]
QUIET = {"synchronize_session": False}


def _blank(which: ColumnElement[bool]) -> None:
    """Erase the text of ideas that nobody sees; the decision stays in the figures of moderation."""
    blank = {"body": "", "on_behalf_of": "", "decision_reason": "", "latitude": None, "longitude": None}
    blank |= {"neighbourhood": "", "neighbourhood_key": "", "sameness": None}
    db.session.execute(update(Idea).where(which).values(title=ERASED, **blank), execution_options=QUIET)


def _erase(ids: Sequence[int]) -> None:
    for idea in db.session.scalars(select(Idea).where(Idea.id.in_(ids))):
        if photo := picture_of(idea, hidden=True):
            remove_file(photo, by=None)
    _blank(Idea.id.in_(ids))


def _leave(person: Person) -> None:
    """Delete what waits, empty what is not shown; what is published stays without a name."""
    mine = Idea.author_id == person.id
    waiting = mine & (Idea.status == IdeaStatus.PENDING)
    for around in (IdeaFollow, IdeaHandover, IdeaDraft):  # nobody supports or comments what is not shown
        gone = delete(around).where(around.idea_id.in_(select(Idea.id).where(waiting)))
        db.session.execute(gone, execution_options=QUIET)
    db.session.execute(delete(Idea).where(waiting), execution_options=QUIET)
    _blank(mine & Idea.status.in_(NOT_SHOWN))


def _parent_may_answer() -> ColumnElement[bool]:
    """The draft is a child's whose parent was asked, or agreed, lately, and did not refuse."""
    lately = func.coalesce(ParentalAgreement.given_at, ParentalAgreement.asked_at) > clock.now() - OPEN_FOR
    of_child = ParentalAgreement.person_id == IdeaDraft.person_id
    return exists().where(of_child, ParentalAgreement.withdrawn_at.is_(None), lately)


@awaited
def _with_its_draft() -> ColumnElement[bool]:
    """A child who asked a parent again keeps the photo as long as the words."""
    return exists().where(IdeaDraft.picture_id == WaitingPicture.id, _parent_may_answer())


UNSEEN = retention(
    "unseen-ideas",
    _("publiée : aussi longtemps que l’édition ; refusée ou masquée : le texte est effacé un an après la décision"),
    timedelta(days=365),
    lambda before: select(Idea.id).where(Idea.status.in_(NOT_SHOWN), Idea.status_at < before, Idea.body != ""),
    _erase,
)
personal(
    Idea,
    _("Vos envies"),
    people=_("les personnes qui proposent une envie"),
    why=_("la montrer aux habitants, la relire avant, et la faire grandir en projet"),
    basis=Basis.PUBLIC_TASK,
    kept=UNSEEN,
    seen_by=_("tout le monde une fois publiée ; avant, vous et l’équipe"),
    columns={
        "public_id": "adresse de l’envie sur le site",
        "title": "titre",
        "body": "texte",
        "on_behalf_of": "classe ou groupe de jeunes au nom de qui elle est écrite",
        "theme": "thème choisi",
        "municipality_code": "commune concernée (code INSEE)",
        "neighbourhood": "quartier, hameau ou rue, si vous l’avez dit",
        "supporters": "nombre de personnes qui la soutiennent",
        "latitude": "repère posé sur la carte (latitude)",
        "longitude": "repère posé sur la carte (longitude)",
        "author_id": "la personne qui l’a écrite",
        "status": "où elle en est",
        "status_at": "date de cet état",
        "decision_ground": "motif publié d’un refus",
        "decision_reason": "explication du refus, donnée à l’auteur",
        "decided_by_id": "la personne de l’équipe qui a décidé : une autre relit",
        "created_at": "date d’écriture",
        "updated_at": "date du dernier changement",
    },
    technical="id round_id version hidden_from own_theme_id neighbourhood_key merged_into_id sameness",
    not_exported="author_id decided_by_id",
    whose=lambda person: Idea.author_id == person.id,
    leaving=Leaving(
        _leave,
        _(
            "Vos envies publiées restent, sous le nom « Personne partie » : d’autres s’y sont joints. Celles qui "
            "attendent sont effacées, et le texte de celles qui ont été refusées ou masquées aussi."
        ),
    ),
)


# --- those who stand around an idea -------------------------------------------------------------------------------


def _blank_comments(ids: Sequence[int]) -> None:
    emptied = update(IdeaComment).where(IdeaComment.id.in_(ids)).values(body="", decision_reason="")
    db.session.execute(emptied, execution_options=QUIET)


def _leave_comments(person: Person) -> None:
    """Empty what is not shown; what is published stays without a name, so that answers keep their sense."""
    unseen = (IdeaComment.author_id == person.id) & (IdeaComment.status != CommentStatus.PUBLISHED)
    emptied = update(IdeaComment).where(unseen).values(body="", decision_reason="")
    db.session.execute(emptied, execution_options=QUIET)


def _leave_supports(person: Person) -> None:
    """Take back every support, and count again."""
    mine = select(IdeaSupport.idea_id).where(IdeaSupport.person_id == person.id)
    supported = list(db.session.scalars(mine))
    db.session.execute(delete(IdeaSupport).where(IdeaSupport.person_id == person.id), execution_options=QUIET)
    recount(*supported)


def _leave_handovers(person: Person) -> None:
    """Withdraw what they offered or were offered; what was accepted stays in the story of the idea, unnamed."""
    about = or_(IdeaHandover.from_id == person.id, IdeaHandover.email == person.email)
    opened = about & (IdeaHandover.status == HandoverStatus.OFFERED)
    db.session.execute(delete(IdeaHandover).where(opened), execution_options=QUIET)
    closed = update(IdeaHandover).where(IdeaHandover.email == person.email).values(email="")
    db.session.execute(closed, execution_options=QUIET)


personal(
    IdeaSupport,
    _("Les envies que vous soutenez"),
    people=_("les personnes qui soutiennent une envie"),
    why=_("compter les soutiens, une fois par personne"),
    basis=Basis.PUBLIC_TASK,
    kept=_("aussi longtemps que l’envie, ou jusqu’à ce que vous repreniez votre soutien"),
    seen_by=_("personne : seul leur nombre est montré"),
    columns={
        "idea_id": "l’envie",
        "person_id": "la personne",
        "created_at": "date du soutien",
    },
    not_exported="person_id",
    whose=lambda person: IdeaSupport.person_id == person.id,
    leaving=Leaving(_leave_supports, _("Vos soutiens sont repris.")),
)
personal(
    IdeaFollow,
    _("Les envies que vous suivez"),
    people=_("les personnes qui suivent une envie"),
    why=_("les prévenir de ce qui lui arrive"),
    basis=Basis.CONSENT,
    kept=_("jusqu’à ce que vous arrêtiez de la suivre"),
    seen_by=_("personne"),
    columns={"idea_id": "l’envie", "person_id": "la personne", "created_at": "date"},
    not_exported="person_id",
    whose=lambda person: IdeaFollow.person_id == person.id,
    leaving=Leaving(DELETED, _("Vous ne suivez plus aucune envie.")),
)
personal(
    IdeaComment,
    _("Vos commentaires"),
    people=_("les personnes qui commentent une envie"),
    why=_("en parler avec d’autres habitants"),
    basis=Basis.PUBLIC_TASK,
    kept=retention(
        "unseen-comments",
        _("publié : aussi longtemps que l’envie ; refusé ou masqué : effacé un an après la décision"),
        timedelta(days=365),
        lambda before: select(IdeaComment.id).where(
            IdeaComment.status.in_([CommentStatus.REFUSED, CommentStatus.HIDDEN]),
            IdeaComment.status_at < before,
            IdeaComment.body != "",
        ),
        _blank_comments,
    ),
    seen_by=_("tout le monde une fois publié ; avant, vous et l’équipe"),
    columns={
        "author_id": "la personne qui l’a écrit",
        "body": "texte",
        "status": "où il en est",
        "status_at": "date de cet état",
        "decision_ground": "motif publié d’un refus",
        "decision_reason": "explication du refus, donnée à son auteur",
        "decided_by_id": "la personne de l’équipe qui a décidé : une autre relit",
        "created_at": "date d’écriture",
        "updated_at": "date du dernier changement",
    },
    technical="id public_id idea_id reply_to_id version",
    not_exported="author_id decided_by_id",
    whose=lambda person: IdeaComment.author_id == person.id,
    leaving=Leaving(
        _leave_comments,
        _("Vos commentaires publiés restent, sous le nom « Personne partie » ; le texte des autres est effacé."),
    ),
)
personal(
    IdeaHandover,
    _("Les envies confiées à quelqu’un d’autre"),
    people=_("la personne qui confie une envie, et celle à qui elle la confie"),
    why=_("passer une envie à une personne qui l’accepte, et savoir qui l’a portée"),
    basis=Basis.PUBLIC_TASK,
    kept=_("aussi longtemps que l’envie"),
    seen_by=_("les deux personnes et l’équipe ; l’histoire de l’envie dit seulement qu’elle a été confiée"),
    columns={
        "from_id": "la personne qui confie l’envie",
        "email": "adresse à qui elle est proposée",
        "to_id": "la personne qui l’a acceptée",
        "reason": "raison donnée par l’équipe",
        "created_at": "date de la proposition",
        "status": "réponse",
        "status_at": "date de la réponse",
    },
    technical="id public_id idea_id",
    not_exported="from_id email to_id",
    whose=lambda person: or_(
        IdeaHandover.from_id == person.id, IdeaHandover.to_id == person.id, IdeaHandover.email == person.email
    ),
    leaving=Leaving(_leave_handovers, _("Les envies que vous proposiez de confier ne le sont plus.")),
)
personal(
    IdeaDraft,
    _("Les envies commencées avant d’avoir un compte"),
    people=_("les personnes qui écrivent une envie avant de dire qui elles sont"),
    why=_("ne rien perdre de ce qui est tapé"),
    basis=Basis.PUBLIC_TASK,
    kept=retention(
        "idea-drafts",
        _(
            "deux jours après le dernier changement ; celle qui attend l’accord d’un parent : tant que la demande, ou "
            "l’accord, a moins de trente jours"
        ),
        timedelta(days=2),
        lambda before: select(IdeaDraft.id).where(IdeaDraft.updated_at < before, ~_parent_may_answer()),
        deleting(IdeaDraft.id),
    ),
    seen_by=_("personne d’autre : le navigateur qui l’a écrite la retrouve, ou le compte de qui attend un parent"),
    columns={
        "key_digest": "empreinte de la clé gardée par le navigateur",
        "typed": "ce qui est tapé",
        "sent_at": "date où la publication a été demandée",
        "person_id": "la personne de moins de 15 ans qui attend l’accord d’un parent",
        "created_at": "date d’écriture",
        "updated_at": "date du dernier changement",
    },
    technical="id picture_id idea_id",
    not_exported="person_id key_digest",
    whose=lambda person: IdeaDraft.person_id == person.id,
    leaving=Leaving(DELETED, _("L’envie qui attendait l’accord d’un parent est effacée.")),
)
