"""A small site in which every permission is tried: one person for each role, one thing for each of its statuses.

Made in an empty database by `flask docs` (in memory) and by the test that plays the whole matrix.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.accounts.models import Interest, Person, Role, RoleGrant, ScopeKind, SignIn
from app.accounts.queries import digest_of
from app.core import clock
from app.core.extensions import db
from app.core.lifecycle import advance
from app.events.models import Event, EventKind, Registration
from app.factors.models import Passkey
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.organisations.models import Invitation, Kind, Mandate, MandateRole, Organisation
from app.organisations.queries import token_of
from app.organisations.status import InvitationStatus, OrganisationStatus
from app.projects import services as projects
from app.projects.models import Hosting, Project, Proposal
from app.projects.status import HostingStatus, ProjectStatus, ProposalStatus
from app.results import services as results
from app.rounds.models import Envelope, Phase, PhaseKind, Round, Rulebook
from app.rounds.presets import PRESETS
from app.rounds.status import PhaseStatus, RoundStatus
from app.rounds.themes import Theme
from app.sso.models import ExternalIdentity
from app.territories.models import Department, Municipality

Values = dict[str, Any]
ACTORS = (
    "stranger",
    "citizen",
    "concerned",
    "mentor",
    "moderator",
    "reviewer",
    "staff",
    "administrator",
    "elsewhere",
    "interested",
)
MOVES = {HostingStatus.ACCEPTED: "accept", HostingStatus.DECLINED: "decline", HostingStatus.ENDED: "end"}
BEFORE, NOW, AFTER = PhaseStatus.CLOSED, PhaseStatus.OPEN, PhaseStatus.PLANNED
PLACE = "62041"


@dataclass
class Stage:
    """Who acts (None: a stranger), and what is acted upon: by kind, the state in words and what an address holds."""

    actors: dict[str, Person | None] = field(default_factory=dict)
    subjects: dict[str, list[tuple[str, Values]]] = field(default_factory=dict)

    def put(self, kind: str, state: str, **values: Any) -> None:
        """Add one thing."""
        self.subjects.setdefault(kind, []).append((state, values))


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
    for part in (_ideas, _projects, _proposals, _results, _events, _organisations, _hostings, _account):
        part(stage, rounds)
        db.session.flush()
    for round_ in rounds.values():
        interested = stage.actors["interested"]
        db.session.add(_interest(interested, f"round:{round_.public_id}"))
    db.session.flush()
    return stage


def _interest(person: Any, subject: str) -> Interest:
    return Interest(person_id=person.id, subject=subject, sentence="Je suis voisin.", declared_by_id=person.id)


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
        "elsewhere": _round("Ailleurs", RoundStatus.PUBLISHED, PhaseKind.IDEAS),
        "draft": _round("Brouillon", RoundStatus.DRAFT, None),
        "labelling": _round("Labellisation", RoundStatus.PUBLISHED, PhaseKind.LABELLING, PhaseKind.SUBMISSION),
        "vote": _round("Vote", RoundStatus.PUBLISHED, PhaseKind.VOTE),
        "count": _round("Dépouillement", RoundStatus.PUBLISHED, PhaseKind.COUNT),
        "archived": _round("Archive", RoundStatus.ARCHIVED, PhaseKind.FOLLOW_UP),
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


def _round(name: str, status: RoundStatus, open_: PhaseKind | None, also: PhaseKind | None = None) -> Round:
    kinds, now = list(PhaseKind), clock.now()
    here = kinds.index(open_) if open_ else len(kinds)
    round_ = Round(name=name, year=2030, preset="pas-de-calais", status=status)
    for position, kind in enumerate(kinds):
        running = kind in {open_, also}
        state = AFTER if open_ is None else NOW if running else BEFORE if position < here else AFTER
        start = now - timedelta(days=5) if running else now + timedelta(days=30 * (position - here) - 10)
        round_.phases.append(
            Phase(kind=kind, position=position, starts_at=start, ends_at=start + timedelta(days=25), status=state)
        )
    round_.envelopes.append(Envelope(name="Enveloppe", amount_cents=1_000_000))
    rules = {**PRESETS["pas-de-calais"], "comptoir_required": False, "lot_seed": "essai"}
    round_.rulebooks.append(Rulebook(number=1, text="# Règlement", rules=rules, digest="sha256:x", published_at=now))
    db.session.add(round_)
    db.session.flush()
    return round_


def _ideas(stage: Stage, rounds: dict[str, Round]) -> None:
    for status in IdeaStatus:
        idea = Idea(
            round_id=rounds["labelling"].id,
            title=f"Envie {status}",
            body="Ensemble.",
            theme=Theme.HERITAGE,
            municipality_code=PLACE,
            author_id=_concerned(stage).id,
            status=status,
            decision_reason="Une raison." if status in {IdeaStatus.REFUSED, IdeaStatus.HIDDEN} else None,
            decision_ground="publicite" if status in {IdeaStatus.REFUSED, IdeaStatus.HIDDEN} else None,
        )
        db.session.add(idea)
        db.session.flush()
        stage.put("idea", str(status), public_id=idea.public_id)


def _concerned(stage: Stage) -> Any:
    return stage.actors["concerned"]


def _project(stage: Stage, round_: Round, status: ProjectStatus) -> Project:
    project = Project(
        round_id=round_.id,
        holder_id=_concerned(stage).id,
        title=f"Projet {status}",
        theme=Theme.HERITAGE,
        municipality_code=PLACE,
        status=status,
    )
    db.session.add(project)
    db.session.flush()
    return project


def _projects(stage: Stage, rounds: dict[str, Round]) -> None:
    steps = {name: projects.default_steps(rounds[name])[0].key for name in ("labelling", "vote")}
    for name, state in {"labelling": "submission open", "vote": "submission closed"}.items():
        for status in ProjectStatus:
            project = _project(stage, rounds[name], status)
            stage.put("project", f"{status}, {state}", public_id=project.public_id, key=steps[name])


def _proposal(stage: Stage, round_: Round, status: ProposalStatus, number: int) -> Proposal:
    labelled = status is ProposalStatus.LABELLED
    project = _project(stage, round_, ProjectStatus.SUBMITTED)
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
            stage.put("proposal", f"{status}, {state}", public_id=proposal.public_id)
            if status is ProposalStatus.LABELLED:
                stage.put("token", state, round=rounds[name].public_id, number=number, put=True)


def _results(stage: Stage, rounds: dict[str, Round]) -> None:
    _proposal(stage, rounds["count"], ProposalStatus.LABELLED, 1)
    for upto, state in enumerate(("counted", "certified", "published")):
        round_ = _round(f"Résultat {state}", RoundStatus.PUBLISHED, PhaseKind.COUNT)
        rounds[state] = round_
        _proposal(stage, round_, ProposalStatus.LABELLED, 1)
        result = results.count_round(round_, by=stage.actors["staff"])  # type: ignore[arg-type]
        for verb in ("certify", "publish")[:upto]:
            advance(result, verb, by=None)
        stage.put("result", state, round=round_.public_id, number=1, key="equal-shares")


def _events(stage: Stage, rounds: dict[str, Round]) -> None:
    for state, days in {"to come": 9, "over": -9}.items():
        start = clock.now() + timedelta(days=days)
        event = Event(
            round_id=rounds["labelling"].id,
            kind=EventKind.COMPTOIR,
            title=f"Comptoir {state}",
            programme="On parle.",
            host="Nous",
            place="Ici",
            municipality_code=PLACE,
            starts_at=start,
            ends_at=start + timedelta(hours=2),
            seats=9,
        )
        event.registrations.append(Registration(person_id=_concerned(stage).id, seat=1))
        db.session.add(event)
        db.session.flush()
        stage.put("event", state, public_id=event.public_id)


def _organisations(stage: Stage, rounds: dict[str, Round]) -> None:
    person, today = _concerned(stage), clock.today()
    for status in OrganisationStatus:
        organisation = Organisation(
            name=f"Structure {status}",
            sort_name=f"structure {status}",
            kind=Kind.COLLECTIVE,
            municipality_code=PLACE,
            status=status,
            decision_reason="Une raison.",
        )
        db.session.add(organisation)
        db.session.flush()
        mandate = Mandate(role=MandateRole.REPRESENTATIVE, since=today, person_id=person.id)
        mandate.organisation_id = organisation.id
        invitation = Invitation(
            organisation_id=organisation.id,
            email="citizen@exemple.fr",
            role=MandateRole.REPRESENTATIVE,
            sent_by_id=person.id,
            expires_at=clock.now() + timedelta(days=9),
            status=InvitationStatus.SENT,
        )
        db.session.add_all([mandate, invitation])
        db.session.flush()
        stage.put("organisation", str(status), public_id=organisation.public_id)
        stage.put("mandate", f"in force, organisation {status}", public_id=mandate.public_id)
        stage.put(
            "invitation", f"sent, organisation {status}", public_id=invitation.public_id, token=token_of(invitation)
        )


def _hostings(stage: Stage, rounds: dict[str, Round]) -> None:
    carrier = db.session.scalars(select(Organisation).where(Organisation.status == OrganisationStatus.CONFIRMED)).one()
    for status in HostingStatus:
        project = _project(stage, rounds["labelling"], ProjectStatus.DRAFT)
        hosting = Hosting(project_id=project.id, organisation_id=carrier.id, asked_by_id=_concerned(stage).id)
        hosting.reason = "Une raison." if status is HostingStatus.DECLINED else None
        db.session.add(hosting)
        db.session.flush()
        if status is not HostingStatus.ASKED:
            advance(hosting, MOVES[status], by=None, reason="Une raison.")
        stage.put("hosting", str(status), public_id=hosting.public_id)


def _account(stage: Stage, rounds: dict[str, Round]) -> None:
    later, reviewer = clock.now() + timedelta(days=9), stage.actors["reviewer"]
    helper = Person(name="Helper", email="helper@exemple.fr")
    sign_in = SignIn(
        person_id=_concerned(stage).id, token_digest=digest_of("stage"), device="Téléphone", expires_at=later
    )
    interest = _interest(reviewer, f"round:{rounds['elsewhere'].public_id}")
    db.session.add_all([sign_in, helper, interest])
    db.session.flush()
    source = reviewer.role_grants[0] if reviewer else RoleGrant()
    lent = RoleGrant(person_id=helper.id, role=Role.REVIEWER, scope=ScopeKind.SITE, ends_at=later)
    lent.granted_by_id, lent.delegated_from_id = source.person_id, source.id
    db.session.add(lent)
    db.session.flush()
    identity = ExternalIdentity(person_id=_concerned(stage).id, issuer="https://exemple.fr", subject="stage")
    db.session.add(identity)
    db.session.flush()
    passkey = Passkey(person_id=_concerned(stage).id, name="Clé", credential_id=b"x", public_key=b"x", sign_count=0)
    db.session.add(passkey)
    db.session.flush()
    stage.put("passkey", "of the person concerned", public_id=passkey.public_id)
    stage.put("identity", "of the person concerned", public_id=identity.public_id)
    stage.put("sign-in", "of the person concerned", public_id=sign_in.public_id)
    stage.put("grant", "delegated by the reviewer", public_id=lent.public_id)
    stage.put("grant", "given to the reviewer", public_id=source.public_id)
    stage.put("interest", "declared by the reviewer", public_id=interest.public_id)
