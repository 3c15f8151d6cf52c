"""Calendar files, read back by a library that knows RFC 5545."""

from datetime import timedelta

from icalendar import Calendar

from app.accounts.models import Role
from app.core import clock
from app.core.extensions import db
from app.events import services
from app.events.models import Event
from tests.app.events.conftest import meeting


def entries(content):
    calendar = Calendar.from_ical(content)
    assert calendar.errors == []
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]
    assert content.endswith(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    return list(calendar.walk("VEVENT"))


def test_a_meeting_is_a_calendar_entry_in_the_hours_of_paris(visit, an_event):
    event = an_event(title="Un titre, long ; très long " * 4)

    (entry,) = entries(visit(f"/comptoirs/{event.public_id}/comptoir.ics").data)

    assert entry["SUMMARY"] == event.title
    assert entry.decoded("DTSTART") == event.starts_at
    assert entry["DTSTART"].params["TZID"] == "Europe/Paris"
    assert entry["LOCATION"] == "Salle 1, Arras"
    assert (entry["SEQUENCE"], entry["STATUS"]) == (0, "CONFIRMED")


def test_diaries_are_corrected_when_a_meeting_moves_and_when_it_is_called_off(visit, an_event, people):
    event, stella = an_event(), people("Stella", Role.STAFF)
    (first,) = entries(visit("/comptoirs/agenda.ics").data)
    services.edit_event(event, meeting(event.starts_at + timedelta(days=1)), by=stella)
    db.session.commit()
    (moved,) = entries(visit("/comptoirs/agenda.ics").data)
    services.cancel_event(event, "La salle est inondée.", by=stella)
    db.session.commit()
    (off,) = entries(visit("/comptoirs/agenda.ics").data)

    assert first["UID"] == moved["UID"] == off["UID"]
    assert [one["SEQUENCE"] for one in (first, moved, off)] == [0, 1, 2]
    assert [one["STATUS"] for one in (first, moved, off)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert moved.decoded("DTSTART") - first.decoded("DTSTART") == timedelta(days=1)


def test_a_secret_address_shows_my_meetings_until_it_is_changed(visit, an_event, people):
    mine, amel = an_event(title="Le mien"), people("Amel")
    an_event(title="Un autre", days=6)
    waited = an_event(title="Plein", days=7, seats=1, waiting_places=5)
    services.register(mine, by=amel)
    services.register(waited, by=people("Bruno"))
    services.register(waited, by=amel)
    db.session.commit()
    assert visit("/comptoirs/mes-inscriptions/agenda", by=amel, method="POST").status_code == 303
    address = _secret_of(visit("/comptoirs/mes-inscriptions", by=amel).text)

    found = entries(visit(address).data)
    assert [(str(one["SUMMARY"]), str(one["STATUS"])) for one in found] == [
        ("Le mien", "CONFIRMED"),
        ("Plein", "TENTATIVE"),
    ]
    visit("/comptoirs/mes-inscriptions/agenda", by=amel, method="POST")
    assert visit(address).status_code == 404
    visit("/comptoirs/mes-inscriptions/agenda/fermer", by=amel, method="POST")
    assert "Faire mon adresse" in visit("/comptoirs/mes-inscriptions", by=amel).text


def _secret_of(text):
    return "/comptoirs/agenda/" + text.split("/comptoirs/agenda/")[1].split('"')[0]


def test_a_draft_is_in_no_diary(visit, an_event, people):
    event = services.create_event(meeting(clock.now() + timedelta(days=3)), round=None, by=None, draft=True)
    db.session.commit()
    assert entries(visit("/comptoirs/agenda.ics").data) == []
    assert visit(f"/comptoirs/{event.public_id}").status_code in {303, 401}
    assert visit(f"/comptoirs/{event.public_id}", by=people("Amel")).status_code == 403
    visit(f"/comptoirs/{event.public_id}/annoncer", by=people("Stella", Role.STAFF), method="POST")
    assert db.session.get(Event, event.id).is_announced
