"""What the desk decided last year and this one: hundreds of cases kept whole, a few statements to read, their appeals.

By bulk, and the same every day: the figures of /moderation/chiffres are counted from these rows.
"""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select

from app.appeals.models import Appeal
from app.appeals.status import AppealStatus
from app.casework.models import Case, Decision, Flag, Outcome
from app.casework.status import CaseStatus
from app.core import clock
from app.core.extensions import db
from app.demo.cast import Cast
from app.demo.texts import dice
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.rounds.models import Round
from moderation.appeals import Appellant
from moderation.cases import Cause, Kind
from moderation.decisions import Verb
from moderation.grounds import Ground
from moderation.queue import due_at
from moderation.screening import Gravity, HintKind

A_YEAR = 412
TITLES = (
    "Un banc de plus à l’arrêt du car", "Les grands frères du terrain", "Repeindre le préau", "Vide-grenier permanent",
    "Une tyrolienne sur le terril", "Le café des langues", "Appartement à louer, bien situé", "Un jardin pour l’hôpital",
    "La cabane à dons", "Votez pour nous", "Des poules à l’école", "Le bus du samedi soir", "Contre le maire",
)  # fmt: skip
REASONS = {
    Ground.OFF_TOPIC: "Le texte parle d’un sujet national, sans projet que des habitants puissent mener.",
    Ground.ADVERTISING: "Le texte propose une vente, avec un prix et un numéro à appeler.",
    Ground.HATEFUL: "La troisième phrase insulte une voisine qui est nommée.",
    Ground.PERSONAL_DATA: "Le texte donne le numéro et la situation familiale de quelqu’un.",
    Ground.DUPLICATE: "La même envie est déjà en ligne, écrite par la même personne.",
    Ground.UNREADABLE: "Trois mots ne suffisent pas pour comprendre ce qui est proposé.",
    Ground.MANIPULATION: "Le même texte est arrivé de sept comptes ouverts le même soir.",
}
ODDS = (30, 24, 16, 12, 10, 6, 2)  # of the grounds above
HINTS = {
    Ground.ADVERTISING: [HintKind.PHONE.value, HintKind.LINK.value],
    Ground.HATEFUL: [HintKind.INSULT.value],
    Ground.PERSONAL_DATA: [HintKind.PHONE.value],
    Ground.DUPLICATE: [HintKind.LIKENESS.value],
    Ground.MANIPULATION: [HintKind.LIKENESS.value],
}
OFTEN_WRONG = (HintKind.LINK.value, HintKind.SHOUTING.value)
STAY = ("Un avis franc, mais poli.", "Le texte parle bien du sujet.", "Aucune personne n’y est reconnaissable.")
CONTESTED = (
    "Je ne vends rien : je prête mon four, le prix est celui de la farine.",
    "Vous parlez d’une insulte. C’est le nom de la rue.",
    "Je ne vois pas ce qui manque. On a compris à la mairie.",
)
UPHELD = "Relu à deux : le numéro de la voisine est bien dans le texte. Vous pouvez le reposter sans lui."
REVERSED = "Relu : « la Garce » est une rue de la commune. Le texte est rétabli, avec ses soutiens."


def add_decisions(round_: Round, cast: Cast) -> None:
    """A year and a bit of decisions, then what stands against the envies of a round, contested."""
    year, chance = clock.today().year, dice("verdicts")
    first = datetime(year - 1, 1, 4, 9, tzinfo=clock.PARIS)
    until = min(clock.now() - timedelta(days=4), first + timedelta(days=700))
    moments = sorted(first + (until - first) * chance.random() for _one in range(int(A_YEAR * _years(first, until))))
    people = [person.id for person in cast.citizens.values()]
    cases, decisions, flags = [], [], []
    for number, opened in enumerate(moments):
        case, decision = _one(number, opened, chance, people, [one.id for one in cast.moderators[:2]])
        cases.append(case)
        decisions.append(decision)
        if case["cause"] is Cause.FLAG:
            flags += _flags(decision, chance, people)
    _keep(cases, decisions, flags)
    db.session.flush()
    _contest(chance, cast)
    _against_envies(round_, cast)


def _years(first: datetime, until: datetime) -> float:
    return (until - first) / timedelta(days=365)


def _one(number: int, opened: datetime, chance: Random, people: list[int], desk: list[int]) -> tuple[Any, Any]:
    """One case and its decision; `code` ties them until the database has numbered them."""
    code, cause = f"archive-{number:04}", Cause.FLAG if chance.random() < 0.18 else Cause.BEFORE
    taken_away = chance.random() < (0.42 if cause is Cause.FLAG else 0.11)
    ground = chance.choices(tuple(REASONS), ODDS)[0] if taken_away else None
    seen = chance.random() < (0.74 if taken_away else 0.06)
    shown = HINTS.get(ground, [OFTEN_WRONG[1]]) if ground else [chance.choice(OFTEN_WRONG)]
    hints = shown if seen else []
    hours = min(int(chance.lognormvariate(2.1 if cause is Cause.FLAG else 2.8, 0.8)) + 1, 190)
    decided = opened + timedelta(hours=hours)
    gravity = Gravity.NOTABLE if hints else Gravity.LIGHT
    case = {
        "public_id": code, "version": 2, "subject_kind": Kind.COMMENT if cause is Cause.FLAG else Kind.IDEA,
        "reference": code, "title": chance.choice(TITLES), "author_id": chance.choice(people), "cause": cause,
        "hints": hints, "link_site": "", "gravity": gravity.value, "opened_at": opened,
        "due_at": due_at(opened, gravity), "grounds": {}, "weight": 0, "is_flood": False,
        "status": CaseStatus.DECIDED, "status_at": decided,
    }  # fmt: skip
    verb = _verb(cause, taken_away, chance)
    reason = REASONS[ground] if ground else chance.choice(STAY) if verb in (Verb.DISMISS, Verb.ASK) else ""
    if verb is Verb.ASK:
        reason = "Dites en deux phrases pour qui, et où : nous le publierons aussitôt."
    decision = {
        "public_id": f"verdict-{number:04}", "code": code, "verb": verb, "ground": ground, "facts": "",
        "reason": reason, "automated": False, "by_id": desk[number % 2], "at": decided, "before": "", "into": "",
    }  # fmt: skip
    return case, decision


def _verb(cause: Cause, taken_away: bool, chance: Random) -> Verb:
    if cause is Cause.FLAG:
        return Verb.HIDE if taken_away else Verb.DISMISS
    if taken_away:
        return Verb.REFUSE
    return Verb.ASK if chance.random() < 0.04 else Verb.PUBLISH


def _flags(decision: dict[str, Any], chance: Random, people: list[int]) -> list[dict[str, Any]]:
    """One to three reports, on the ground that held or on another."""
    outcome = Outcome.UPHELD if decision["verb"] is Verb.HIDE else Outcome.KEPT
    common = {"code": decision["code"], "words": "", "good_faith": True, "weight": 100, "outcome": outcome}
    common |= {"created_at": decision["at"] - timedelta(hours=1), "closed_at": decision["at"]}
    return [
        {**common, "public_id": f"{decision['public_id']}-{rank}", "person_id": person,
         "ground": decision["ground"] or chance.choice((Ground.HATEFUL, Ground.OFF_TOPIC))}
        for rank, person in enumerate(chance.sample(people, chance.choice((1, 1, 1, 2, 3))))
    ]  # fmt: skip


def _keep(cases: list[Any], decisions: list[Any], flags: list[Any]) -> None:
    db.session.execute(insert(Case), cases)
    found = select(Case.public_id, Case.id).where(Case.public_id.like("archive-%"))
    numbers = dict(db.session.execute(found).all())
    for rows, model in ((decisions, Decision), (flags, Flag)):
        db.session.execute(insert(model), [{**row, "case_id": numbers[row.pop("code")]} for row in rows])


def _contest(chance: Random, cast: Cast) -> None:
    """About one restriction in eight is contested; four in ten of these were wrong."""
    taken = select(Decision.id, Decision.at, Case.author_id).join(Decision.case)
    restrictions = taken.where(Decision.verb.in_((Verb.REFUSE, Verb.HIDE)), Decision.public_id.like("verdict-%"))
    rows = []
    for decision, at, author in db.session.execute(restrictions.order_by(Decision.id)).all():
        if chance.random() > 0.13:
            continue
        made, wrong = at + timedelta(days=chance.randint(1, 40)), chance.random() < 0.4
        answered = made + timedelta(hours=chance.randint(20, 150))
        if answered > clock.now():
            continue
        rows.append(
            {
                "decision_id": decision,
                "party": Appellant.AUTHOR,
                "person_id": author,
                "version": 2,
                "words": chance.choice(CONTESTED),
                "created_at": made,
                "status_at": answered,
                "status": AppealStatus.REVERSED if wrong else AppealStatus.UPHELD,
                "answer": REVERSED if wrong else UPHELD,
                "answered_by_id": cast.staff[1].id,
            }  # fmt: skip
        )
    db.session.execute(insert(Appeal), rows)
    _undo(cast)


def _undo(cast: Cast) -> None:
    """What was wrong was put back: a decision that undoes the first."""
    wrong = select(Decision, Appeal.status_at).join(Appeal, Appeal.decision_id == Decision.id)
    for decision, at in db.session.execute(wrong.where(Appeal.status == AppealStatus.REVERSED)).all():
        undone = Decision(case_id=decision.case_id, verb=Verb.RESTORE, reason=REVERSED, at=at)
        undone.by_id, undone.undoes_id = cast.staff[1].id, decision.id
        db.session.add(undone)


def _against_envies(round_: Round, cast: Cast) -> None:
    """Each envie refused or hidden has its statement; two are contested (upheld, waiting), and one is back (reversed)."""
    here = select(Idea).where(Idea.round_id == round_.id).order_by(Idea.id)
    down = db.session.scalars(here.where(Idea.status.in_((IdeaStatus.REFUSED, IdeaStatus.HIDDEN)))).all()
    back = db.session.scalars(here.where(Idea.status == IdeaStatus.PUBLISHED).offset(3).limit(1)).one()
    decider, judge = cast.moderators[0], cast.moderators[1]
    decisions = [_statement(idea, decider.id) for idea in down]
    upheld = _appeal(decisions[0], CONTESTED[2], AppealStatus.UPHELD, judge.id)
    upheld.answer = "Relu : l’envie demande toujours de changer l’impôt, ce que le programme ne peut pas faire."
    _appeal(decisions[1], CONTESTED[0], AppealStatus.WAITING, None)
    wrong = _statement(back, decider.id, Ground.HATEFUL, "Un mot vise une personne.")
    _appeal(wrong, CONTESTED[1], AppealStatus.REVERSED, judge.id).answer = REVERSED
    undone = Decision(case_id=wrong.case_id, verb=Verb.RESTORE, reason=REVERSED, at=wrong.at + timedelta(hours=56))
    undone.by_id, undone.undoes_id = judge.id, wrong.id
    db.session.add(undone)


def _appeal(decision: Decision, words: str, status: AppealStatus, judge: int | None) -> Appeal:
    appeal = Appeal(decision_id=decision.id, party=Appellant.AUTHOR, words=words, status=status)
    appeal.person_id, appeal.answered_by_id = decision.case.author_id, judge
    appeal.created_at = decision.at + timedelta(hours=30)
    appeal.status_at = None if status is AppealStatus.WAITING else appeal.created_at + timedelta(hours=26)
    db.session.add(appeal)
    return appeal


def _statement(idea: Idea, by: int, ground: Ground | None = None, reason: str = "") -> Decision:
    opened = idea.created_at
    case = Case(
        subject_kind=Kind.IDEA, reference=idea.public_id, title=idea.title, author_id=idea.author_id,
        round_id=idea.round_id, municipality_code=idea.municipality_code, hints=[], grounds={},
        cause=Cause.FLAG if idea.status is IdeaStatus.HIDDEN else Cause.BEFORE, opened_at=opened,
        due_at=due_at(opened, Gravity.LIGHT), status=CaseStatus.DECIDED, status_at=opened + timedelta(hours=5),
    )  # fmt: skip
    db.session.add(case)
    db.session.flush()
    verb = Verb.REFUSE if idea.status is IdeaStatus.REFUSED else Verb.HIDE
    decision = Decision(case_id=case.id, verb=verb, ground=ground or Ground(idea.decision_ground or ""), by_id=by)
    decision.reason, decision.at = reason or idea.decision_reason or "", opened + timedelta(hours=5)
    db.session.add(decision)
    db.session.flush()
    return decision
