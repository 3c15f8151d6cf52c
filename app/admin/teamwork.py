"""The work of a team on the stage of the matrix: a member, invitations, a hand-over, a task, a thread of remarks."""

from datetime import timedelta

from app.accounts.models import Person
from app.admin.scenery import Stage, a_project, the_concerned
from app.core import clock
from app.core.extensions import db
from app.projects.models import MemberRole
from app.projects.status import ProjectStatus
from app.rounds.models import Round
from app.teams.models import Handover, Remark, Task, TeamInvitation, Thread
from app.teams.queries import token_of


def teamwork(stage: Stage, rounds: dict[str, Round]) -> None:
    """Everything beside one project being written."""
    project, holder = a_project(stage, rounds["labelling"], ProjectStatus.DRAFT), the_concerned(stage)
    mate, later = stage.actors["teammate"], clock.now() + timedelta(days=9)
    assert isinstance(mate, Person)  # noqa: S101 (everybody but the stranger is somebody)
    kept = {"project": project, "sent_by": holder, "role": MemberRole.READER, "expires_at": later}
    invitation = TeamInvitation(email="citizen@exemple.fr", **kept)
    used = TeamInvitation(used=1, **kept)
    handover = Handover(project=project, to=mate, offered_by=holder)
    task = Task(project=project, title="Appeler la mairie", assignee=mate, created_by_id=holder.id)
    thread = Thread(project=project, place="presentation", remarks=[Remark(author=holder, text="À revoir ?")])
    db.session.add_all([invitation, used, handover, task, thread])
    db.session.flush()
    stage.put("member", "who writes", public_id=project.members[0].public_id)
    for state, one in {"waiting": invitation, "used": used}.items():
        stage.put("team invitation", state, public_id=one.public_id, token=token_of(one))
    stage.put("handover", "offered", public_id=handover.public_id)
    stage.put("task", "to do", public_id=task.public_id)
    stage.put("thread", "open", public_id=thread.public_id)
