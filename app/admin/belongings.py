"""What belongs to one person or organisation on the stage of the matrix."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Person, Role, RoleGrant, ScopeKind, SignIn
from app.accounts.queries import digest_of
from app.admin.scenery import PLACE, Stage, a_project, an_interest, the_concerned
from app.budgets.models import Budget, BudgetLine
from app.casework.models import SavedAnswer
from app.casework.services import flag
from app.core import clock
from app.core.extensions import db
from app.core.lifecycle import advance
from app.criteria.models import SelfAssessment
from app.factors.models import Passkey
from app.files.models import FileKind, StoredFile
from app.ideas.models import Idea, IdeaComment, IdeaHandover
from app.ideas.status import CommentStatus, HandoverStatus
from app.minors import queries as parental
from app.minors.models import ParentalAgreement
from app.notifications.models import Notification
from app.notifications.topics import Topic
from app.organisations.models import Invitation, Kind, Mandate, MandateRole, Organisation
from app.organisations.queries import token_of
from app.organisations.status import InvitationStatus, OrganisationStatus
from app.projects.models import Hosting, Proposal
from app.projects.queries import project_by_public_id
from app.projects.status import HostingStatus, ProjectStatus
from app.rounds.models import Round
from app.sso.models import ExternalIdentity
from app.submissions.models import Submission
from moderation.grounds import Ground

MOVES = {HostingStatus.ACCEPTED: "accept", HostingStatus.DECLINED: "decline", HostingStatus.ENDED: "end"}


def organisations(stage: Stage, rounds: dict[str, Round]) -> None:
    """An organisation in each status, with a mandate and an invitation."""
    person, today = the_concerned(stage), clock.today()
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


def around_ideas(stage: Stage, rounds: dict[str, Round]) -> None:
    """A comment in each status, an offer in each; what the moderators' desk reads is an idea or a comment."""
    person = the_concerned(stage)
    shown = next(values["public_id"] for state, values in stage.subjects["idea"] if state == "published")
    idea = db.session.scalars(select(Idea).where(Idea.public_id == shown)).one()
    stage.subjects["case"] = [(f"idea {state}", values) for state, values in stage.subjects["idea"]]
    stage.put("case on a content", "idea published", kind="idea", public_id=shown)
    kept = SavedAnswer(label="Réponse du décor", text="Ce texte fait la promotion de […].")
    db.session.add(kept)
    db.session.flush()
    stage.put("saved answer", "", public_id=kept.public_id)
    reported = flag(idea, Ground.OFF_TOPIC, "", by=None)
    stage.put("report", "waiting", public_id=reported.public_id)
    stage.put("content", "idea published", kind="idea", public_id=shown)
    for status in CommentStatus:
        told = {"decision_reason": "Une raison."} if status in {CommentStatus.REFUSED, CommentStatus.HIDDEN} else {}
        comment = IdeaComment(idea_id=idea.id, author_id=person.id, body="Je viens.", status=status, **told)
        db.session.add(comment)
        db.session.flush()
        stage.put("comment", str(status), public_id=comment.public_id)
        stage.put("case", f"comment {status}", public_id=comment.public_id)
        stage.put("content", f"comment {status}", kind="comment", public_id=comment.public_id)
    for answer in HandoverStatus:
        to = stage.actors["citizen"]
        accepted = to.id if to and answer is HandoverStatus.ACCEPTED else None
        offer = IdeaHandover(idea_id=idea.id, from_id=person.id, email="citizen@exemple.fr", status=answer)
        offer.to_id = accepted
        db.session.add(offer)
        db.session.flush()
        stage.put("idea handover", str(answer), public_id=offer.public_id)


def hostings(stage: Stage, rounds: dict[str, Round]) -> None:
    """A project carried by an organisation, in each status."""
    carrier = db.session.scalars(select(Organisation).where(Organisation.status == OrganisationStatus.CONFIRMED)).one()
    for status in HostingStatus:
        project = a_project(stage, rounds["labelling"], ProjectStatus.DRAFT)
        hosting = Hosting(project_id=project.id, organisation_id=carrier.id, asked_by_id=the_concerned(stage).id)
        hosting.reason = "Une raison." if status is HostingStatus.DECLINED else None
        db.session.add(hosting)
        db.session.flush()
        if status is not HostingStatus.ASKED:
            advance(hosting, MOVES[status], by=None, reason="Une raison.")
        stage.put("hosting", str(status), public_id=hosting.public_id)


def budgets(stage: Stage, rounds: dict[str, Round]) -> None:
    """One line of a table and one answer about a criterion, in each status of their project."""
    for state, values in stage.subjects["project"][:3]:
        project = project_by_public_id(values["public_id"])
        budget = Budget(project_id=project.id if project else 0)
        budget.lines = [BudgetLine(position=1, account=60, label="Outils", amount_cents=100)]
        db.session.add(budget)
        db.session.flush()
        stage.put("budget line", f"project {state}", public_id=budget.lines[0].public_id)
        answer = SelfAssessment(
            project_id=budget.project_id, question="ess-1", asked="Une personne, une voix ?", points=2
        )
        db.session.add(answer)
        db.session.flush()
        stage.put("self-assessment", f"project {state}", public_id=answer.public_id)


def accounts(stage: Stage, rounds: dict[str, Round]) -> None:
    """What one person has and no other may touch: a session, an identity, a passkey; a delegation, an interest."""
    later, reviewer = clock.now() + timedelta(days=9), stage.actors["reviewer"]
    helper = Person(name="Helper", email="helper@exemple.fr")
    sign_in = SignIn(
        person_id=the_concerned(stage).id, token_digest=digest_of("stage"), device="Téléphone", expires_at=later
    )
    interest = an_interest(reviewer, f"round:{rounds['elsewhere'].public_id}")
    db.session.add_all([sign_in, helper, interest])
    db.session.flush()
    source = reviewer.role_grants[0] if reviewer else RoleGrant()
    lent = RoleGrant(person_id=helper.id, role=Role.REVIEWER, scope=ScopeKind.SITE, ends_at=later)
    lent.granted_by_id, lent.delegated_from_id = source.person_id, source.id
    db.session.add(lent)
    db.session.flush()
    identity = ExternalIdentity(person_id=the_concerned(stage).id, issuer="https://exemple.fr", subject="stage")
    db.session.add(identity)
    db.session.flush()
    passkey = Passkey(person_id=the_concerned(stage).id, name="Clé", credential_id=b"x", public_key=b"x", sign_count=0)
    db.session.add(passkey)
    db.session.flush()
    news = Notification(
        person_id=the_concerned(stage).id, topic=Topic.MY_PROJECT, title="Du nouveau", link="/mon-espace"
    )
    db.session.add(news)
    db.session.flush()
    stage.put("news", "of the person concerned", public_id=news.public_id)
    stage.put("passkey", "of the person concerned", public_id=passkey.public_id)
    stage.put("identity", "of the person concerned", public_id=identity.public_id)
    stage.put("sign-in", "of the person concerned", public_id=sign_in.public_id)
    stage.put("grant", "delegated by the reviewer", public_id=lent.public_id)
    stage.put("grant", "given to the reviewer", public_id=source.public_id)
    stage.put("interest", "declared by the reviewer", public_id=interest.public_id)


def receipt(stage: Stage, proposal: Proposal, place: int) -> None:
    """The receipt of a submitted dossier."""
    made = Submission(
        project_id=proposal.project_id, proposal_id=proposal.id, year=2030, place=place, digest="sha256:x"
    )
    made.submitted_by_id = the_concerned(stage).id
    db.session.add(made)
    db.session.flush()
    stage.put("submission", f"proposal {proposal.status}", public_id=made.public_id)


def agreements(stage: Stage, rounds: dict[str, Round]) -> None:
    """What a parent answers for a child, before and after."""
    for state, given_at in {"asked": None, "given": clock.now()}.items():
        child = Person(name=f"Child {state}", email=f"child-{state}@exemple.fr")
        db.session.add(child)
        db.session.flush()
        agreement = ParentalAgreement(person_id=child.id, parent_email="parent@exemple.fr", given_at=given_at)
        db.session.add(agreement)
        db.session.flush()
        stage.put("agreement", state, token=parental.token_of(agreement))


def files(stage: Stage, rounds: dict[str, Round]) -> None:
    """A picture on an idea in each status, a picture and a document on a project in each: their rows, no contents."""
    things = [("idea", thing) for thing in stage.subjects["idea"]]
    things += [("project", thing) for thing in stage.subjects["project"][:3]]
    for kind, (state, values) in things:
        about = f"{kind}, {state.split(',')[0]}"
        stage.put("thing with files", about, kind=kind, public_id=values["public_id"])
        for use in (FileKind.PICTURE, FileKind.DOCUMENT)[: 1 if kind == "idea" else 2]:
            file = _file(f"{kind}:{values['public_id']}", use, the_concerned(stage))
            ways = {"public_id": file.public_id, "version": "480.webp"}
            stage.put(use.value, f"on {about}", **ways)
            stage.put("file", f"{use.value} on {about}", **ways)


def _file(subject: str, kind: FileKind, owner: Person) -> StoredFile:
    words = {"alt": "Un four"} if kind is FileKind.PICTURE else {"title": "devis.pdf"}
    told = {"subject": subject, "kind": kind, "place": 1, "name": "0" * 32, "size": 1, "sha256": "x"}
    file = StoredFile(owner_id=owner.id, **told, **words)
    db.session.add(file)
    db.session.flush()
    return file
