"""The team of the draft on the stage: a member, a link, an offer to hold the project, a task, a remark."""

from app.accounts.models import Person
from app.core import clock
from app.mentoring import services as mentoring
from app.mentoring.models import MeetingWay, MentorMeeting
from app.projects.models import MemberRole, Project
from app.teams import services as teams
from app.teams.queries import token_of


def add_teamwork(project: Project, member: Person, accompanies: Person) -> dict[str, str]:
    """What the addresses of its pages hold, by kind."""
    holder = project.holder
    first, second = (teams.make_link(project, MemberRole.EDITOR, most=5, by=holder) for _n in range(2))
    teams.accept_invitation(first, by=member)
    teams.invite(project, "yann@exemple.fr", MemberRole.READER, by=holder)
    handover = teams.offer_handover(project, member, "Tu connais le projet aussi bien que moi.", by=holder)
    teams.add_task(project, "Appeler la mairie", member, clock.today(), by=holder)
    teams.finish_task(teams.add_task(project, "Trouver une salle", holder, None, by=holder), by=holder)
    thread = teams.open_thread(project, "need", "Combien de personnes avez-vous rencontrées ?", by=member)
    teams.answer(thread, "Une vingtaine.", by=holder)
    teams.resolve(teams.open_thread(project, "need", "Très clair.", by=member), by=holder)
    mentor = mentoring.set_out("J’aide à écrire.", "le mardi", [], 3, is_available=True, by=accompanies)
    mentoring.accept(project, mentor, by=accompanies)
    about = {"held_on": clock.today(), "way": MeetingWay.PHONE, "who": "Amel", "summary": "Le plan est clair."}
    mentoring.log_meeting(MentorMeeting(project=project, next_step="Demander un devis", **about), by=accompanies)
    mentoring.write_note(project, "Bravo pour le plan.", is_shared=True, by=accompanies)
    return {"link": token_of(second), "handover": handover.public_id, "mentor": mentor.public_id}
