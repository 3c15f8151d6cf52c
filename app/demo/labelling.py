"""A labelling season under way: a grid, three readers a dossier, a gap in marks, a recusal, opinions, questions."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from app.accounts.models import Person, Role
from app.core import clock
from app.core.extensions import db
from app.demo.cast import Cast
from app.demo.texts import dice
from app.projects.models import Proposal
from app.reviews.default_grid import DEFAULT_GRID
from app.reviews.models import (
    AdmissibilityCheck,
    Advice,
    Checklist,
    Costing,
    HolderQuestion,
    Opinion,
    Reconciliation,
    ReconciliationMessage,
    Review,
    Score,
    ScoringGrid,
    Verdict,
)
from app.reviews.status import ReviewStatus
from app.rounds.models import Round
from moderation.labelling.grids import GridCriterion

POINTS = (
    "Le projet se fait dans un quartier du département.",
    "Le budget est équilibré et compte les bénévoles.",
    "Une association ou un groupe d’au moins trois habitants le porte.",
    "Le projet n’a pas commencé avant le dépôt.",
)
CARE = GridCriterion(
    "c-nature",
    "Soin de la nature",
    1,
    (
        "Le projet n’en dit rien.",
        "Une intention, sans mesure.",
        "Des choix concrets : réemploi, circuits courts.",
        "Des choix concrets, et leur effet est mesuré.",
        "La nature y gagne, et d’autres peuvent faire de même.",
    ),
    ("Que devient le quartier : sol, eau, déchets, vivant ?",),
)
REASONS = {
    0: "Rien dans le dossier ne permet de le dire.",
    1: "L’intention est là, sans nom ni date.",
    2: "Un premier partenaire, et des habitants consultés une fois.",
    3: "Des engagements écrits, et des habitants qui décident de l’emploi du temps.",
    4: "Tout est en place, avec les preuves jointes ; d’autres quartiers pourraient le reprendre.",
}
READERS = 3
APART, RECUSED, READING, UNREAD = 0, 1, 5, 7  # which dossiers show what


def add_labelling(round_: Round, proposals: Sequence[Proposal], cast: Cast) -> None:
    """The season of one round, as it stands a fortnight after the dossiers came in; the last one is not given out."""
    staff = cast.staff[0]
    db.session.flush()
    grid, checklist = _rules(round_, staff)
    db.session.flush()
    for number, proposal in enumerate(proposals):
        _check(proposal, checklist, staff, to_complete=number == UNREAD)
        if number != UNREAD:
            _read(number, proposal, grid, cast)
    _around(proposals, cast)
    db.session.flush()


def _rules(round_: Round, staff: Person) -> tuple[ScoringGrid, Checklist]:
    ago = clock.now() - timedelta(days=14)
    first, last = (
        ScoringGrid(
            round_id=round_.id,
            number=number,
            criteria=[one.as_dict() for one in criteria],
            written_by_id=staff.id,
            written_at=ago + timedelta(days=number),
            frozen_at=ago + timedelta(days=4) if number == 2 else None,
        )
        for number, criteria in enumerate((DEFAULT_GRID.criteria, (*DEFAULT_GRID.criteria, CARE)), 1)
    )
    points = [{"key": f"point-{number}", "text": text} for number, text in enumerate(POINTS, 1)]
    checklist = Checklist(round_id=round_.id, number=1, points=points, written_by_id=staff.id, written_at=ago)
    db.session.add_all([first, last, checklist])
    return last, checklist


def _check(proposal: Proposal, checklist: Checklist, staff: Person, *, to_complete: bool) -> None:
    for number, point in enumerate(checklist.points):
        lacks = to_complete and number == 1
        db.session.add(
            AdmissibilityCheck(
                proposal=proposal,
                checklist_id=checklist.id,
                point=point["key"],
                asked=point["text"],
                verdict=Verdict.TO_COMPLETE if lacks else Verdict.YES,
                reason="Les heures des bénévoles ne sont pas comptées." if lacks else "",
                checked_by_id=staff.id,
                checked_at=clock.now() - timedelta(days=12),
            )
        )


def _read(number: int, proposal: Proposal, grid: ScoringGrid, cast: Cast) -> None:
    """Three readings in turn over the committee; some lie apart, one reader stepped back."""
    chance = dice(f"labelling/{proposal.code}")
    people = [cast.reviewers[(number * READERS + n) % len(cast.reviewers)] for n in range(READERS)]
    if number == RECUSED:
        gone = cast.reviewers[(number * READERS + READERS) % len(cast.reviewers)]
        left = _reading(proposal, gone, grid, cast, ReviewStatus.RECUSED)
        left.reason = "Mon frère est membre de l’association."
    worth = {criterion["key"]: chance.choice((1, 2, 2, 3, 3)) for criterion in grid.criteria}
    for place, person in enumerate(people):
        is_open = number == READING and place == READERS - 1
        review = _reading(proposal, person, grid, cast, ReviewStatus.ASSIGNED if is_open else ReviewStatus.FINISHED)
        if is_open:
            continue
        for criterion in grid.criteria:
            points = worth[criterion["key"]] + chance.choice((0, 0, 0, 1))  # readers see much the same
            if number == APART and criterion["key"] == "cooperation":
                points = (4, 3, 1)[place]
            where = chance.randrange(len(proposal.answers)) if proposal.answers else None
            review.scores.append(Score(criterion=criterion["key"], points=points, reason=REASONS[points], place=where))
    if number == 2:
        _talk(proposal, people, cast)


def _reading(proposal: Proposal, person: Person, grid: ScoringGrid, cast: Cast, status: ReviewStatus) -> Review:
    review = Review(
        proposal=proposal,
        reviewer=person,
        grid_id=grid.id,
        assigned_by_id=cast.staff[0].id,
        assigned_at=clock.now() - timedelta(days=10),
        status=status,
        status_at=clock.now() - timedelta(days=4),
        reason="–" if status is ReviewStatus.RECUSED else None,
        scores=[],
    )
    db.session.add(review)
    return review


def _talk(proposal: Proposal, people: Sequence[Person], cast: Cast) -> None:
    now = clock.now()
    talk = Reconciliation(
        proposal=proposal,
        why="Deux lectures du même partenariat : parlons-en avant le comité.",
        opened_by_id=cast.staff[0].id,
        opened_at=now - timedelta(days=3),
        outcome="La lettre du bailleur était en pièce jointe : tout le monde l’a lue, chacun garde sa note.",
        closed_by_id=cast.staff[0].id,
        closed_at=now - timedelta(days=1),
    )
    talk.messages = [
        ReconciliationMessage(
            author_id=people[0].id, text="Où avez-vous lu l’accord du bailleur ?", said_at=now - timedelta(days=2)
        ),
        ReconciliationMessage(
            author_id=people[1].id, text="Dans la dernière pièce jointe, page 2.", said_at=now - timedelta(days=2)
        ),
    ]
    db.session.add(talk)


def _around(proposals: Sequence[Proposal], cast: Cast) -> None:
    asked = {"asked_by_id": cast.staff[0].id, "asked_at": clock.now() - timedelta(days=9)}
    first, second, third = proposals[:3]
    db.session.add_all(_opinions(first, second, third, cast, asked))
    db.session.add_all(_questions(first, second, asked))
    db.session.add(
        Costing(
            proposal=first,
            estimate_cents=first.requested_cents + 120_000,
            estimated_by="Atelier technique du département",
            note="Prix des marchés de l’an dernier, transport compris ; la révision annuelle était oubliée.",
            written_by_id=cast.staff[0].id,
            written_at=clock.now() - timedelta(days=5),
        )
    )


def _opinions(first: Proposal, second: Proposal, third: Proposal, cast: Cast, asked: dict[str, Any]) -> list[Opinion]:
    """One given, one late, one to come."""
    (roads, homes), today, now = cast.by_role[Role.MENTOR][:2], clock.today(), clock.now()
    return [
        Opinion(
            proposal=first,
            service="Maison du Département aménagement durable de l’Artois",
            asked_of=roads,
            question="Le hall et la rue se prêtent-ils à ce projet ?",
            due_on=today - timedelta(days=2),
            advice=Advice.RESERVED,
            text="Possible, si le passage des secours reste libre : 1,40 m au moins.",
            answered_at=now - timedelta(days=4),
            **asked,
        ),
        Opinion(
            proposal=second,
            service="Maison du Département solidarité du Boulonnais",
            asked_of=homes,
            question="Ce public est-il déjà suivi par vos équipes ?",
            due_on=today - timedelta(days=1),
            reminded_at=now - timedelta(days=3),
            **asked,
        ),
        Opinion(
            proposal=third,
            service="Direction de la culture",
            asked_of=roads,
            due_on=today + timedelta(days=6),
            **asked,
        ),
    ]


def _questions(first: Proposal, second: Proposal, asked: dict[str, Any]) -> list[HolderQuestion]:
    """One answered, one open."""
    return [
        HolderQuestion(
            proposal=first,
            text="Qui ferme les halls le soir, et avec quelle assurance ?",
            due_on=clock.today() - timedelta(days=3),
            answer="Le gardien de clavier de chaque hall, à 20 h ; le bailleur nous assure, lettre jointe.",
            answered_by_id=first.project.holder_id if first.project else asked["asked_by_id"],
            answered_at=clock.now() - timedelta(days=4),
            **asked,
        ),
        HolderQuestion(
            proposal=second,
            text="Combien de familles sont déjà inscrites ?",
            due_on=clock.today() + timedelta(days=4),
            **asked,
        ),
    ]
