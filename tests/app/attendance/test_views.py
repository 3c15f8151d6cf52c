"""The pages at the door."""

import json
from datetime import timedelta

import pypdfium2
import pytest

from app.attendance import codes, offline
from app.core import clock
from app.core.extensions import db
from app.events.status import EventStatus


def at_desk(event):
    return f"/comptoirs/{event.public_id}/accueil"


def test_one_tap_without_javascript_and_undo(held, visit):
    event, (amel, _bruno), staff = held()

    answer = visit(at_desk(event), by=staff, method="POST", came=amel.public_id)
    assert (answer.status_code, answer.location.rpartition("#")[2]) == (303, amel.public_id)
    assert amel.attended is True
    page = visit(at_desk(event), by=staff).text
    assert "<strong data-desk-count>1</strong>" in page
    visit(at_desk(event), by=staff, method="POST", undo=amel.public_id)
    assert amel.attended is None


def test_a_name_is_found_without_its_accents(held, visit):
    event, (amel, _bruno), staff = held()
    page = visit(at_desk(event) + "?q=amel", by=staff).text
    assert ("Amel" in page, "Bruno" in page) == (True, False)
    assert "Personne ne porte ce nom" in visit(at_desk(event) + "?q=zoé", by=staff).text
    code = codes.spoken(amel)
    page = visit(f"{at_desk(event)}?q={code[:3]}+{code[3:].lower()}", by=staff).text  # as it is said, in two halves
    assert ("Amel" in page, "Bruno" in page) == (True, False)


def test_what_a_phone_kept_is_sent_twice_and_noted_once(held, visit):
    event, (amel, bruno), staff = held()
    marks = [
        {"id": "a1", "registration": amel.public_id, "came": True, "at": clock.now().isoformat()},
        {"id": "a2", "registration": "partie", "came": True, "at": "2026-01-01T10:00:00.000Z"},
    ]
    for _again in range(2):
        answer = visit(at_desk(event) + "/envoi", by=staff, method="POST", marks=json.dumps(marks))
        assert (answer.status_code, answer.json["done"]) == (200, ["a1", "a2"])
        assert answer.json["here"] == [amel.public_id]
        assert list(answer.json["refused"]) == ["a2"]
    assert (amel.attended, bruno.attended) == (True, None)


@pytest.mark.parametrize(
    "marks",
    ["", "{", "3", "[3]", '[{"id": "a"}]', '[{"id": "", "registration": "x", "came": true, "at": "hier"}]', "[" * 9999],
)
def test_what_cannot_be_read_changes_nothing(held, visit, marks):
    event, _seats, staff = held()
    answer = visit(at_desk(event) + "/envoi", by=staff, method="POST", marks=marks)
    assert (answer.status_code, answer.json["error"]) == (
        422,
        ["Cet envoi ne se lit pas. Rechargez la page : rien n’est perdu."],
    )


def test_the_personal_code_opens_for_the_door_only(held, visit):
    event, (amel, _bruno), staff = held()
    address = f"/comptoirs/presence/{codes.token_of(amel)}"

    refusal = visit(address, by=amel.person)
    assert refusal.status_code == 403
    assert "Ce code se montre à l’accueil" in refusal.text
    assert "Noter sa présence" in visit(address, by=staff).text
    visit(address, by=staff, method="POST")
    assert amel.attended is True
    assert visit(address[:-1] + "0" * (address[-1] != "0") + "1" * (address[-1] == "0"), by=staff).status_code == 404


def test_the_code_and_the_certificate_are_shown_to_their_person(held, visit):
    event, (amel, bruno), staff = held()
    own, paper = (f"/comptoirs/{page}/{amel.public_id}" for page in ("mon-code", "attestation"))

    assert "data:image/svg+xml" in visit(own, by=amel.person).text
    assert visit(own, by=bruno.person).status_code == 403
    assert "quand la présence est notée" in visit(paper, by=amel.person).text
    amel.attended = True
    db.session.commit()
    assert "quand le rendez-vous est fini" in visit(paper, by=amel.person).text
    assert "sera ici quand le rendez-vous sera fini" in visit(own, by=amel.person).text
    event.ends_at = clock.now()
    db.session.commit()
    assert "Amel I" in visit(paper, by=amel.person).text
    document = pypdfium2.PdfDocument(visit(f"{paper}/attestation.pdf", by=amel.person).data)
    assert "Amel I" in document[0].get_textpage().get_text_range()
    document.close()
    assert visit(paper, by=staff).status_code == 200
    assert visit(paper, by=bruno.person).status_code == 403


def test_only_the_desk_may_use_the_camera(held, visit):
    event, _seats, staff = held()
    policies = [visit(path, by=staff).headers["Permissions-Policy"] for path in (at_desk(event), "/comptoirs/")]
    assert ["camera=(self)" in policy for policy in policies] == [True, False]


def test_a_phone_may_keep_the_list_around_the_day_only(held, visit):
    (today, _s, staff), (later, _s, _t) = held(), held(days=6)
    page, early = (visit(at_desk(event), by=staff) for event in (today, later))

    assert ("data-worker" in page.text, "data-worker" in early.text) == (True, False)
    later.starts_at, later.ends_at = clock.now() + timedelta(days=1), clock.now() + timedelta(days=1, hours=1)
    db.session.commit()
    eve = visit(at_desk(later), by=staff).text
    assert ("data-worker" in eve, "data-ready" in eve, 'name="came"' in eve) == (True, False, True)
    today.ends_at = clock.now() - offline.AFTER
    today.starts_at = today.ends_at - timedelta(hours=1)
    db.session.commit()
    assert "data-worker" not in visit(at_desk(today), by=staff).text


def test_the_worker_is_the_doors_and_may_do_little(held, visit, people):
    event, _seats, staff = held()
    at = f"/comptoirs/{event.public_id}/hors-ligne.js"
    answer, page = visit(at, by=staff), visit(at_desk(event), by=staff)

    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; connect-src 'self'")
    assert "Service-Worker-Allowed" not in answer.headers
    assert page.headers["Content-Security-Policy"].endswith("trusted-types default attendance; worker-src 'self'")
    assert "worker-src" not in visit("/comptoirs/", by=staff).headers["Content-Security-Policy"]
    assert visit(at, by=people("Zoé")).status_code == 403


def test_the_list_shows_an_address_between_homonyms_only(held, visit, people):
    event, (amel, bruno), staff = held()
    assert amel.person.email not in visit(at_desk(event), by=staff).text
    bruno.person.name = amel.person.name
    db.session.commit()
    assert amel.person.email in visit(at_desk(event), by=staff).text


def test_the_former_address_leads_to_the_list(held, visit, people):
    event, _seats, staff = held()
    answer = visit(f"/comptoirs/{event.public_id}/presences", by=staff)
    assert (answer.status_code, answer.location) == (301, at_desk(event))


def test_taps_about_a_meeting_called_off_are_told_why(held, visit):
    event, (amel, _bruno), staff = held()
    event.status, event.cancel_reason = EventStatus.CANCELLED, "Neige."
    db.session.commit()
    marks = [{"id": "a1", "registration": amel.public_id, "came": True, "at": clock.now().isoformat()}]
    answer = visit(at_desk(event) + "/envoi", by=staff, method="POST", marks=json.dumps(marks))
    assert (answer.status_code, "annulé" in answer.json["error"][0]) == (409, True)
    assert "il n’y a pas de présences à noter" in visit(at_desk(event), by=staff).text


def test_a_walk_in_is_added_by_name(held, visit):
    event, _seats, staff = held()
    path = at_desk(event) + "/arrivee"

    wrong = visit(path, by=staff, method="POST", name="Farid", email="farid@")
    assert wrong.status_code == 422
    assert 'value="Farid"' in wrong.text
    assert "il faut un @" in wrong.text
    assert visit(path, by=staff, method="POST", name="", email="").status_code == 422
    assert visit(path, by=staff, method="POST", name="Farid", email="").status_code == 303
    assert "Farid" in visit(at_desk(event), by=staff).text
