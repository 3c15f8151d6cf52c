"""Who accompanies, who reads the follow-up of a project and writes in it, and who sees which projects are stuck."""

from typing import Any

from app.accounts.policy import has_no_interest, is_mentor, is_staff
from app.core.policy import Rule, allow, signed_in
from app.projects.policy import is_member, is_not_member

is_of_programme = (is_mentor | is_staff) & is_not_member & has_no_interest


def _is_its_mentor(actor: Any, mentorship: Any) -> bool:
    return actor is not None and mentorship.mentor.person_id == actor.id


is_its_mentor = Rule(_is_its_mentor, "the one who accompanies")
is_own_meeting = Rule(lambda actor, meeting: actor is not None and meeting.written_by_id == actor.id, "own meeting")
is_own_note = Rule(lambda actor, note: actor is not None and note.author_id == actor.id, "own note")

allow(
    mentoring__follow=is_mentor | is_staff,
    mentor__see=signed_in,
    mentor__set_out=is_mentor,
    follow_up__see=is_member | is_of_programme,
    mentorship__accept=is_of_programme,
    mentorship__ask_change=is_member,
    mentorship__end=(is_its_mentor | is_staff) & has_no_interest,
    meeting__log=is_of_programme,
    meeting__remove=is_own_meeting & is_of_programme,
    note__read=is_of_programme,
    note__write=is_of_programme,
    note__remove=is_own_note & is_of_programme,
)
