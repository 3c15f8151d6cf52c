"""A small site in which every permission is tried: one person for each role, one thing for each of its statuses.

Made in an empty database by `flask docs` (in memory) and by the test that plays the whole matrix.
"""

from app.accounts.models import Person, Role, RoleGrant, ScopeKind
from app.admin.belongings import accounts, agreements, around_ideas, budgets, files, hostings, organisations, receipt
from app.admin.committees import committees
from app.admin.gatherings import mails, registrations, restitutions
from app.admin.label_decisions import label_decisions
from app.admin.labelling import labelling
from app.admin.meetings import events
from app.admin.mentoring import mentoring
from app.admin.redress import redress
from app.admin.scenery import ACTORS, PLACE, Stage, a_project, a_round, an_interest, the_concerned
from app.admin.teamwork import teamwork
from app.core.extensions import db
from app.core.lifecycle import advance
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.projects import services as projects
from app.projects.models import Project, Proposal
from app.projects.status import ProjectStatus, ProposalStatus
from app.results import services as results
from app.rounds.models import PhaseKind, Round
from app.rounds.status import RoundStatus
from app.rounds.themes import Theme
from app.territories.models import Department, Municipality


def build() -> Stage:
    """Everybody and everything, flushed, not committed."""
    stage = Stage()
    if db.session.get(Municipality, PLACE) is None:
        db.session.add_all([Department(code="62", name="Pas-de-Calais")])
        db.session.flush()
        db.session.add(Municipality(code=PLACE, name="Arras", sort_name="arras", population=1, department_code="62"))
        db.session.flush()
    rounds = _rounds(stage)
    _people(stage, rounds)
    for part in (
        _ideas,
        around_ideas,
        _projects,
        _proposals,
        _results,
        events,
        registrations,
        restitutions,
        mails,
        organisations,
        hostings,
        budgets,
        accounts,
        files,
        agreements,
        teamwork,
        mentoring,
        labelling,
        redress,
        committees,
        label_decisions,
    ):
        part(stage, rounds)
        db.session.flush()
    for round_ in rounds.values():
        interested = stage.actors["interested"]
        db.session.add(an_interest(interested, f"round:{round_.public_id}"))
    db.session.flush()
    return stage


def _people(stage: Stage, rounds: dict[str, Round]) -> None:
    roles = {role.value: [role] for role in Role} | {"interested": [Role.STAFF]}
    stage.actors["stranger"] = None
    for name in ACTORS[1:]:
        person = Person(name=name.title(), email=f"{name}@exemple.fr")
        db.session.add(person)
        db.session.flush()
        stage.actors[name] = person
        db.session.add_all(RoleGrant(person_id=person.id, role=role) for role in roles.get(name, ()))
    far = RoleGrant(role=Role.STAFF, scope=ScopeKind.ROUND, scope_key=str(rounds["elsewhere"].id))
    far.person_id = stage.actors["elsewhere"].id  # type: ignore[union-attr]
    db.session.add(far)
    db.session.flush()


def _rounds(stage: Stage) -> dict[str, Round]:
    made = {
        "elsewhere": a_round("Ailleurs", RoundStatus.PUBLISHED, PhaseKind.IDEAS),
        "draft": a_round("Brouillon", RoundStatus.DRAFT, None),
        "labelling": a_round("Labellisation", RoundStatus.PUBLISHED, PhaseKind.LABELLING, PhaseKind.SUBMISSION),
        "vote": a_round("Vote", RoundStatus.PUBLISHED, PhaseKind.VOTE),
        "count": a_round("Dépouillement", RoundStatus.PUBLISHED, PhaseKind.COUNT),
        "archived": a_round("Archive", RoundStatus.ARCHIVED, PhaseKind.FOLLOW_UP),
    }
    for name in ("draft", "labelling", "vote", "archived"):
        state = name if name in {"draft", "archived"} else f"published, {name} open"
        stage.put("round", state, public_id=made[name].public_id, round=made[name].public_id)
    stage.put("counting", "vote closed", round=made["count"].public_id)
    for name, state in {"vote": "vote open", "labelling": "vote planned", "draft": "vote planned, draft round"}.items():
        vote = made[name].phase(PhaseKind.VOTE)
        stage.put("phase", state, public_id=vote.public_id if vote else "")
    ideas = made["labelling"].phase(PhaseKind.LABELLING)
    stage.put("phase", "another phase open", public_id=ideas.public_id if ideas else "")
    return made


def _ideas(stage: Stage, rounds: dict[str, Round]) -> None:
    kept: Idea | None = None
    for status in IdeaStatus:
        idea = Idea(
            round_id=rounds["labelling"].id,
            title=f"Envie {status}",
            body="Ensemble.",
            theme=Theme.HERITAGE,
            municipality_code=PLACE,
            author_id=the_concerned(stage).id,
            status=status,
            decision_reason="Une raison." if status in {IdeaStatus.REFUSED, IdeaStatus.HIDDEN} else None,
            decision_ground="publicite" if status in {IdeaStatus.REFUSED, IdeaStatus.HIDDEN} else None,
            merged_into=kept if status is IdeaStatus.MERGED else None,
        )
        db.session.add(idea)
        db.session.flush()
        kept = idea if status is IdeaStatus.PUBLISHED else kept
        stage.put("idea", str(status), public_id=idea.public_id)


def _projects(stage: Stage, rounds: dict[str, Round]) -> None:
    steps = {name: projects.default_steps(rounds[name])[0].key for name in ("labelling", "vote")}
    for name, state in {"labelling": "submission open", "vote": "submission closed"}.items():
        for status in ProjectStatus:
            project = a_project(stage, rounds[name], status)
            about = {"public_id": project.public_id, "key": steps[name], "place": "presentation", "criterion": "ess"}
            stage.put("project", f"{status}, {state}", **about)
            if status is not ProjectStatus.SUBMITTED:
                _write(stage, project)
                stage.put("version", f"{status}, {state}", public_id=project.public_id, key=steps[name], number=1)
    for name, state in {"labelling": "dossiers coming in", "vote": "dossiers all in"}.items():
        step = projects.default_steps(rounds[name])[0]
        field = step.fields[0].key
        stage.put("step", state, public_id=rounds[name].public_id, key=step.key, question=field)


def _write(stage: Stage, project: Project) -> None:
    step = projects.default_steps(project.round)[0]
    projects.answer_step(project, step, {step.fields[0].key: "Des vélos dorment."}, by=the_concerned(stage))


def _proposal(stage: Stage, round_: Round, status: ProposalStatus, number: int) -> Proposal:
    labelled = status is ProposalStatus.LABELLED
    project = a_project(stage, round_, ProjectStatus.SUBMITTED)
    proposal = Proposal(
        round_id=round_.id,
        project_id=project.id,
        code=f"p{number}",
        number=number if labelled else None,
        title=f"Proposition {status}",
        requested_cents=500_000,
        budget_cents=700_000,
        answers=[],
        scores={"cooperation": "3", "innovation": "3", "ess": "3"} if labelled else None,
        theme=Theme.HERITAGE,
        municipality_code=PLACE,
        status=status,
        decision_reason="Une raison.",
    )
    db.session.add(proposal)
    db.session.flush()
    return proposal


def _proposals(stage: Stage, rounds: dict[str, Round]) -> None:
    for name, state in {"labelling": "before the vote", "vote": "vote open"}.items():
        for number, status in enumerate(ProposalStatus, 1):
            proposal = _proposal(stage, rounds[name], status, number)
            if name == "labelling":
                receipt(stage, proposal, number)
            stage.put("proposal", f"{status}, {state}", public_id=proposal.public_id)
            if status is ProposalStatus.LABELLED:
                stage.put("token", state, round=rounds[name].public_id, number=number, put=True)


def _results(stage: Stage, rounds: dict[str, Round]) -> None:
    _proposal(stage, rounds["count"], ProposalStatus.LABELLED, 1)
    for upto, state in enumerate(("counted", "certified", "published")):
        round_ = a_round(f"Résultat {state}", RoundStatus.PUBLISHED, PhaseKind.COUNT)
        rounds[state] = round_
        _proposal(stage, round_, ProposalStatus.LABELLED, 1)
        result = results.count_round(round_, by=stage.actors["staff"])  # type: ignore[arg-type]
        for verb in ("certify", "publish")[:upto]:
            advance(result, verb, by=None)
        stage.put("result", state, round=round_.public_id, number=1, key="equal-shares")
