"""What a committee does: who sits, sittings and their agenda, then each dossier in turn; one file a family."""

from app.committees.services.dossiers import answer_link, cast_vote, note_links, say
from app.committees.services.members import end_term, give_seat
from app.committees.services.sittings import (
    add_to_agenda,
    cancel,
    close_sitting,
    convene,
    move_item,
    note_presences,
    open_sitting,
    plan_sitting,
    remove_item,
    write_remarks,
)

__all__ = [
    "add_to_agenda",
    "answer_link",
    "cancel",
    "cast_vote",
    "close_sitting",
    "convene",
    "end_term",
    "give_seat",
    "move_item",
    "note_links",
    "note_presences",
    "open_sitting",
    "plan_sitting",
    "remove_item",
    "say",
    "write_remarks",
]
