"""The moderators' desk of the demonstration: what waits, of every kind, two floods of flags, sixty decisions, a warned account."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from app.accounts.measures import Measure
from app.accounts.models import Person
from app.casework.models import Case, Decision, Flag
from app.casework.services import new_case
from app.casework.status import CaseStatus
from app.core import clock
from app.core.extensions import db
from app.demo.cast import Cast
from app.demo.texts import dice
from app.events.models import Event
from app.events.status import EventStatus
from app.files.models import StoredFile
from app.ideas.models import Idea, IdeaComment
from app.ideas.status import CommentStatus, IdeaStatus
from app.organisations.models import Organisation
from app.organisations.status import OrganisationStatus
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.restitutions.models import Contribution, ContributionKind
from app.rounds.models import Round
from moderation import reporters
from moderation.cases import Cause, Kind
from moderation.decisions import Verb
from moderation.grounds import Ground
from moderation.measures import MeasureKind
from moderation.queue import due_at
from moderation.screening import Gravity

G, H = Ground, timedelta(hours=1)
DECIDED = 60
WAITING_COMMENTS = (
    (
        "Mon fils Timéo a 8 ans et va à l’école du bourg, il adore le mercredi au parc : il viendrait avec ses copains.",
        30 * H,
    ),
    ("Je n’ai plus envie de vivre, personne ne m’écoute ici.", 2 * H),
    ("Appelez-moi au 06 98 76 54 32, j’ai un camion et du temps.", 52 * H),
    ("Bravo, enfin quelque chose pour les jeunes du village. Comptez sur nous pour le buffet !", 70 * H),
)
FLAGGED_COMMENTS = (
    (
        "Frigos d’occasion livrés et garantis, appelez-moi vite, prix cassés jusqu’à dimanche !",
        [(G.ADVERTISING, "Rien à voir avec l’envie."), (G.OFF_TOPIC, "")],
        20 * H,
    ),
    (
        "Frigos d’occasion livrés et garantis, appelez-moi vite, prix cassés jusqu’à samedi soir !",
        [(G.ADVERTISING, "Le même partout.")],
        18 * H,
    ),
    (
        "Avec des abrutis pareils à la mairie, votre four finira en ruine.",
        [(G.HATEFUL, "Insultant pour les élus et les agents."), (G.HATEFUL, "")],
        9 * H,
    ),
    (
        "Je ne suis pas d’accord : trois projets de four en deux ans, c’est trop.",
        [(G.HATEFUL, "Propos négatifs.")],
        28 * H,
    ),
)
CONTRIBUTION = "Que la commune prête la salle, et que l’adjoint arrête de dormir pendant les réunions."
FLOODED = (
    (Kind.IDEA, 45, "Projet inutile, à supprimer.", G.OFF_TOPIC, 5 * H),
    (Kind.COMMENT, 33, "", G.HATEFUL, 3 * H),
)


def add_desk(round_: Round, cast: Cast) -> None:
    """Everything of the desk: the envies that wait have their case already."""
    shown = select(Idea).where(Idea.round_id == round_.id, Idea.status == IdeaStatus.PUBLISHED).order_by(Idea.id)
    ideas = db.session.scalars(shown.limit(70)).all()
    neighbours = [idea.author for idea in ideas[30:60]]
    seller = _comments(ideas, neighbours)
    _others(round_, neighbours)
    _floods(ideas)
    _archive(round_, cast, ideas)
    _warn(seller, ideas[12].author, cast.moderators[0])


def _comments(ideas: Sequence[Idea], neighbours: Sequence[Person]) -> Person:
    """Comments that wait and comments that were flagged; gives who sells fridges."""
    seller = ideas[2].author
    for number, (body, ago) in enumerate(WAITING_COMMENTS):
        comment = IdeaComment(idea=ideas[number], author=ideas[number + 5].author, body=body)
        comment.created_at = clock.now() - ago
        db.session.add(comment)
    for number, (body, flags, ago) in enumerate(FLAGGED_COMMENTS):
        author = seller if "Frigos" in body else ideas[number + 8].author
        comment = IdeaComment(idea=ideas[number], author=author, body=body, status=CommentStatus.PUBLISHED)
        comment.created_at = comment.status_at = clock.now() - 2 * ago
        db.session.add(comment)
        db.session.flush()
        _flagged(Kind.COMMENT, comment, flags, ago, neighbours)
    return seller


def _others(round_: Round, neighbours: Sequence[Person]) -> None:
    """A picture, an organisation, a name, a project and a contribution that somebody reported."""
    picture = select(StoredFile).where(StoredFile.subject.startswith("idea:")).order_by(StoredFile.id)
    organisation = select(Organisation).where(Organisation.status == OrganisationStatus.CONFIRMED)
    proposal = select(Proposal).where(Proposal.status == ProposalStatus.LABELLED).order_by(Proposal.id.desc())
    event = select(Event).where(Event.round_id == round_.id, Event.status == EventStatus.ANNOUNCED)
    past = db.session.scalar(event.order_by(Event.starts_at).limit(1))
    found: list[tuple[Kind, Any, Ground, str, timedelta]] = [
        (
            Kind.PICTURE,
            db.session.scalar(picture.limit(1)),
            G.COPYRIGHT,
            "C’est un dessin de l’exposition du musée.",
            40 * H,
        ),
        (
            Kind.ORGANISATION,
            db.session.scalar(organisation.order_by(Organisation.id).limit(1)),
            G.IMPERSONATION,
            "Cette association est dissoute depuis l’an dernier.",
            33 * H,
        ),
        (Kind.PROFILE, neighbours[3], G.IMPERSONATION, "Ce n’est pas son vrai nom.", 26 * H),
    ]
    labelled = db.session.scalar(proposal.limit(1))
    if labelled is not None:
        found.append(
            (Kind.PROJECT, labelled.project, G.PERSONAL_DATA, "Le dossier donne le téléphone d’une bénévole.", 15 * H)
        )
    if past is not None:
        said = Contribution(event=past, kind=ContributionKind.RECOMMENDATION, body=CONTRIBUTION, author=neighbours[4])
        db.session.add(said)
        db.session.flush()
        found.append((Kind.CONTRIBUTION, said, G.HATEFUL, "L’adjoint est nommé en réunion, on le reconnaît.", 12 * H))
    for kind, content, ground, words, ago in found:
        if content is not None:
            _flagged(kind, content, [(ground, words)], ago, neighbours)


def _flagged(
    kind: Kind, content: Any, flags: Sequence[tuple[Ground, str]], ago: timedelta, reporters_: Sequence[Person]
) -> Case:
    """A case opened by a few flags, each by a neighbour."""
    case = new_case(kind, content, Cause.FLAG, clock.now() - ago)
    db.session.add(case)
    chance = dice(f"flags/{content.public_id if kind is Kind.PROFILE else case.title}")
    others = [one for one in reporters_ if one.id != case.author_id]
    for number, (ground, words) in enumerate(flags):
        by = None if number else chance.choice(others)
        flag = Flag(case=case, ground=ground, words=words, person=by, good_faith=True, created_at=case.opened_at)
        flag.weight = reporters.ORDINARY if by else reporters.WITHOUT_ACCOUNT
        flag.email = None if by else f"voisin{number}@exemple.fr"
        db.session.add(flag)
    _say(case, [ground for ground, _words in flags], sum(100 if not n else 50 for n in range(len(flags))))
    return case


def _say(case: Case, grounds: Sequence[Ground], weight: int, *, flood: bool = False) -> None:
    case.grounds, case.weight, case.is_flood = dict(Counter(ground.value for ground in grounds)), weight, flood
    gravity = case.why.gravity
    case.gravity, case.due_at = gravity.value, due_at(case.opened_at, gravity)


def _floods(ideas: Sequence[Idea]) -> None:
    """Two contents that many people without account reported within the hour."""
    comment = db.session.scalar(
        select(IdeaComment).where(IdeaComment.idea_id == ideas[20].id, IdeaComment.status == CommentStatus.PUBLISHED)
    )
    if comment is None:
        comment = IdeaComment(
            idea=ideas[20],
            author=ideas[21].author,
            body="La place du marché est mieux que le parc.",
            status=CommentStatus.PUBLISHED,
        )
        db.session.add(comment)
        db.session.flush()
    for (kind, number, words, ground, ago), content in zip(FLOODED, (ideas[22], comment), strict=True):
        case = new_case(kind, content, Cause.FLAG, clock.now() - ago)
        weight = reporters.lowered(reporters.WITHOUT_ACCOUNT)
        _say(case, [ground] * number, weight * number, flood=True)
        db.session.add(case)
        db.session.flush()
        rows = [
            {
                "public_id": f"flot-{kind}-{n:03}",
                "case_id": case.id,
                "ground": ground,
                "words": words,
                "weight": weight,
                "good_faith": True,
                "created_at": case.opened_at + timedelta(seconds=47 * n),
            }
            for n in range(number)
        ]
        db.session.execute(insert(Flag), rows)


def _archive(round_: Round, cast: Cast, ideas: Sequence[Idea]) -> None:
    """The envies that were read and published over the last weeks; those refused have their own story (verdicts.py)."""
    judged = ideas[:DECIDED]
    rows = [_decided(number, idea, round_) for number, idea in enumerate(judged)]
    db.session.execute(insert(Case), rows)
    keys = dict(db.session.execute(select(Case.reference, Case.id).where(Case.status == CaseStatus.DECIDED)).all())
    decisions = [
        _decision(number, keys[idea.public_id], rows[number]["status_at"], cast) for number, idea in enumerate(judged)
    ]
    db.session.execute(insert(Decision), decisions)


def _decided(number: int, idea: Idea, round_: Round) -> dict[str, Any]:
    hours = dice(f"decided/{number}").uniform(2, 60)
    decided = max(idea.created_at + timedelta(hours=hours), clock.now() - timedelta(days=40 - number / 2))
    at: datetime = min(decided, clock.now() - H)
    return {
        "public_id": f"dossier-{number:03}", "version": 2, "subject_kind": Kind.IDEA, "reference": idea.public_id,
        "title": idea.title, "author_id": idea.author_id, "round_id": round_.id, "municipality_code": idea.municipality_code,
        "cause": Cause.BEFORE, "hints": [], "link_site": "", "gravity": 1, "opened_at": at - timedelta(hours=hours),
        "due_at": due_at(at, Gravity.LIGHT), "grounds": {}, "weight": 0, "status": CaseStatus.DECIDED, "status_at": at,
    }  # fmt: skip


def _decision(number: int, case_id: int, at: datetime, cast: Cast) -> dict[str, Any]:
    return {
        "public_id": f"decision-{number:03}", "case_id": case_id, "verb": Verb.PUBLISH,
        "facts": "", "reason": "", "by_id": cast.moderators[number % len(cast.moderators)].id,
        "at": at, "before": "pending", "into": "",
    }  # fmt: skip


def _warn(seller: Person, other: Person, moderator: Person) -> None:
    """A warned account, and one that may not comment for a week."""
    now = clock.now()
    db.session.add_all(
        [
            Measure(
                person=seller,
                kind=MeasureKind.WARNING,
                reason="Deux réclames sous des envies : ce site n’est pas une vitrine.",
                starts_at=now - timedelta(days=6),
                taken_by_id=moderator.id,
            ),
            Measure(
                person=other,
                kind=MeasureKind.NO_COMMENT,
                reason="Trois commentaires insultants après un avertissement.",
                starts_at=now - timedelta(days=2),
                ends_at=now + timedelta(days=5),
                taken_by_id=moderator.id,
            ),
        ]
    )
