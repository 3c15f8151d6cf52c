"""The pages of comptoirs."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core import clock
from app.core.extensions import db
from app.core.policy import RULES
from app.events import queries, services
from app.events.models import Event, EventKind, SessionKind
from app.events.services.programme import Part, add_session
from app.events.services.registrations import change_registration
from app.notifications.models import OutboxMessage
from app.territories.queries import municipality_by_code


@pytest.fixture
def event(app):
    start = clock.now() + timedelta(days=5)
    made = services.create_event(
        services.Meeting(
            kind=EventKind.COMPTOIR,
            title="Comptoir d’Arras",
            programme="On parle.\n\nOn mange.",
            host="La Ruche",
            place=services.Spot("Salle 1", municipality_by_code("62041")),
            starts_at=start,
            ends_at=start + timedelta(hours=1),
            seats=1,
            waiting_places=0,
        ),
        round=None,
        by=None,
    )
    db.session.commit()
    return made


def typed(**changes):
    return {
        "known_place": "",
        "kind": "comptoir",
        "title": "Atelier",
        "programme": "On écrit.",
        "host": "Nous",
        "place": "Ici",
        "municipality": "Arras",
        "day": (clock.today() + timedelta(days=9)).isoformat(),
        "start": "18:00",
        "end": "20:00",
        "seats": "12",
    } | changes


def test_meetings_are_managed_when_the_role_allows(people):
    asked = ("event.manage", "event.register", "event.see")
    roles = {None: False, Role.MODERATOR: False, Role.MENTOR: True, Role.STAFF: True}
    for role, manages in roles.items():
        person = people(f"Personne {role}", *([role] if role else []))
        assert [RULES[permission](person) for permission in asked] == [manages, True, True], role

    assert [RULES[permission](None) for permission in asked] == [False, False, True]


def test_the_list_answers_when_narrowed_or_not(visit, event):
    pages = [
        visit(f"/comptoirs/{query}")
        for query in ("", "?sorte=comptoir&pres-de=Arras", "?sorte=inconnue", "?pres-de=zzz")
    ]

    assert ["Comptoir d’Arras" in page.text for page in pages] == [True, True, True, False]


def test_one_month_is_an_address(visit, event):
    month = clock.paris(event.starts_at).date().replace(day=1)
    after, other = (month + timedelta(days=32)).replace(day=1), (month - timedelta(days=1)).replace(day=1)
    asked = [f"{month:%Y-%m}", f"{after:%Y-%m}", f"{other:%Y-%m}", "0000-13", "9999-12"]

    pages = [visit(f"/comptoirs/?mois={text}") for text in asked]

    assert [("Comptoir d’Arras" in page.text, page.status_code) for page in pages] == [
        (shown, 200) for shown in (True, False, False, True, True)
    ]
    assert f'<option value="{month:%Y-%m}" selected' in pages[0].text


def test_a_visitor_signs_in_and_comes_back_to_the_meeting_when_registering(visit, event):
    page = visit(f"/comptoirs/{event.public_id}")

    assert f"next=/comptoirs/{event.public_id}" in page.text.replace("%2F", "/")
    assert visit(f"/comptoirs/{event.public_id}/inscription", method="POST").status_code == 303
    assert queries.seats_taken([event]) == {}


def test_a_seat_is_taken_and_given_back_when_tapped(visit, event, people):
    amel, bruno, at = people("Amel"), people("Bruno"), f"/comptoirs/{event.public_id}"

    assert visit(f"{at}/inscription", by=amel, method="POST").status_code == 303
    assert "Rendre ma place" in visit(at, by=amel).text
    assert "Toutes les places sont prises" in visit(at, by=bruno).text
    full = visit(f"{at}/inscription", by=bruno, method="POST")
    assert (full.status_code, "Toutes les places sont prises" in full.text) == (409, True)
    assert visit(f"{at}/desinscription", by=amel, method="POST").status_code == 303
    assert queries.seats_taken([event]) == {}
    assert visit(f"{at}/comptoir.ics").mimetype == "text/calendar"


def test_a_meeting_is_announced_and_changed_when_staff_type_it(visit, people, a_round):
    staff, round_ = people("Stella", Role.STAFF), a_round()

    assert visit("/comptoirs/nouveau", by=staff).status_code == 200
    made = visit("/comptoirs/nouveau", by=staff, method="POST", **typed())
    event = db.session.query(Event).one()
    assert (made.status_code, event.round_id, clock.paris(event.starts_at).hour) == (303, round_.id, 18)
    at = f"/comptoirs/{event.public_id}/modifier"
    assert visit(at, by=staff).status_code == 200
    assert visit(at, by=staff, method="POST", **typed(seats="5")).status_code == 303
    assert event.seats == 5


def test_what_was_typed_stays_when_something_is_wrong(visit, people):
    staff = people("Stella", Role.STAFF)
    wrong = {
        "finit avant de commencer": {"end": "17:00"},
        "n’est pas une commune": {"municipality": "Marseille"},
        "entre 1 et 1 000": {"seats": "0"},
    }
    for sentence, changes in wrong.items():
        page = visit("/comptoirs/nouveau", by=staff, method="POST", **typed(**changes))
        assert (page.status_code, sentence in page.text.replace("\u202f", " ").replace("\u00a0", " ")) == (422, True)
        assert "On écrit." in page.text
    assert db.session.query(Event).count() == 0


def test_both_versions_are_read_when_somebody_was_faster(visit, event, people):
    staff, at, version = people("Stella", Role.STAFF), f"/comptoirs/{event.public_id}/modifier", event.version
    assert visit(at, by=staff, method="POST", **typed(title="Le plus rapide"), version=version).status_code == 303

    page = visit(at, by=staff, method="POST", **typed(title="Le plus lent"), version=version)

    assert page.status_code == 422
    assert "Le plus rapide" in page.text and "Le plus lent" in page.text
    assert visit(at, by=staff, method="POST", **typed(title="Le plus lent"), version=event.version).status_code == 303


def test_an_atelier_called_off_is_told_and_frees_the_hour(visit, event, people):
    staff, amel = people("Stella", Role.STAFF), people("Amel")
    hours = {"starts_at": event.starts_at, "ends_at": event.starts_at + timedelta(minutes=30)}
    parts = [add_session(event, Part(SessionKind.WORKSHOP, title, seats=3, **hours), by=None) for title in ("A", "B")]
    seat = services.register(event, services.Wishes(sessions=(parts[0].public_id,)), by=amel)
    db.session.commit()
    at, before = f"/comptoirs/{event.public_id}/programme/{parts[0].public_id}", db.session.query(OutboxMessage).count()

    assert visit(f"{at}/retirer", by=staff, method="POST").location == at
    assert "annulez-le plutôt que de le retirer" in visit(at, by=staff).text
    assert "Dites pourquoi" in visit(f"{at}/annuler", by=staff, method="POST", reason=" ").text
    assert visit(f"{at}/annuler", by=staff, method="POST", reason="Sans salle.").status_code == 303

    told = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()[before:]
    assert [(one.to, "Sans salle." in one.body) for one in told] == [(amel.email, True)]
    assert "Sans salle." in visit(f"/comptoirs/{event.public_id}").text
    change_registration(seat, services.Wishes(sessions=(parts[1].public_id,)), by=amel)
    db.session.commit()
    assert [(one.session.title, one.seat) for one in seat.choices] == [("B", 1)]
    assert "déjà annulée" in visit(f"{at}/annuler", by=staff, method="POST", reason="Encore.").text


def test_a_known_place_is_not_described_again(visit, event, people):
    staff = people("Stella", Role.STAFF)
    page = visit(
        "/comptoirs/nouveau", by=staff, method="POST", **typed(known_place=event.place.public_id, place="Ailleurs")
    )
    assert (page.status_code, "gardez l’un des deux" in page.text, "Ailleurs" in page.text) == (422, True, True)


def test_a_meeting_has_three_moments(visit, event, people):
    event.seats = 2
    amel, staff = people("Amel"), people("Stella", Role.STAFF)
    services.register(event, by=amel)
    at, hour = f"/comptoirs/{event.public_id}", timedelta(hours=1)
    moments = {
        "Votre place est gardée": ("Inscriptions", clock.now() + 48 * hour),
        "C’est en ce moment": ("Qui est là ?", clock.now() - timedelta(minutes=1)),
        "C’est passé": ("Écrire ce qui s’est dit", clock.now() - 48 * hour),
    }
    for said, (tool, start) in moments.items():
        event.starts_at, event.ends_at = start, start + hour
        db.session.commit()
        assert [other in visit(at, by=amel).text for other in moments] == [other == said for other in moments], said
        page = visit(at, by=staff).text.replace("\u00a0", " ")
        assert tool in page.split("btn--primary", 1)[1].split("</a>", 1)[0], said


def test_a_meeting_is_never_announced_in_the_past(visit, event, people):
    staff, at = people("Stella", Role.STAFF), f"/comptoirs/{event.public_id}/modifier"
    for place in ("/comptoirs/nouveau", at):
        page = visit(place, by=staff, method="POST", version=event.version, **typed(day="2020-01-01"))
        assert (page.status_code, "déjà passé" in page.text) == (422, True), place
    start = clock.now().replace(second=0, microsecond=0) - timedelta(days=3)
    event.starts_at, event.ends_at = start, start + timedelta(hours=2)
    db.session.commit()
    services.edit_event(event, services.Meeting(**_as_it_is(event) | {"host": "La mairie"}), by=staff)
    assert event.host == "La mairie", "what is over is still corrected"


def _as_it_is(event):
    names = ("kind", "title", "programme", "host", "place", "starts_at", "ends_at", "seats")
    return {name: getattr(event, name) for name in names}


def test_the_form_says_beforehand_that_it_is_full_over_or_a_list(visit, event, people):
    amel, bruno = people("Amel"), people("Bruno")
    services.register(event, by=amel)
    db.session.commit()
    pages = [f"/comptoirs/{event.public_id}/{page}" for page in ("inscription", "inscription-sans-compte")]

    def said():
        return [visit(page, by=bruno if page is pages[0] else None).text for page in pages]

    assert ["Toutes les places sont prises" in text and "<textarea" not in text for text in said()] == [True, True]
    assert "<textarea" in visit(pages[0], by=amel).text, "whoever has a seat still changes what they need"
    event.waiting_places = 5
    db.session.commit()
    assert ["vous serez la personne n°\u00a01 de la liste" in text for text in said()] == [True, True]
    event.starts_at = clock.now() - timedelta(minutes=5)
    db.session.commit()
    assert ["a déjà commencé" in text and "<textarea" not in text for text in said()] == [True, True]


def test_no_seat_is_offered_inside_a_meeting_that_takes_nobody_in(visit, event, people):
    part = Part(SessionKind.WORKSHOP, "Le pitch", seats=3, starts_at=event.starts_at, ends_at=event.ends_at)
    add_session(event, part, by=None)
    db.session.commit()
    at = f"/comptoirs/{event.public_id}"
    assert "Il reste 3 places" in visit(at).text
    amel = people("Amel")
    services.register(event, by=amel)
    db.session.commit()
    assert "Il reste" not in visit(at).text
    services.cancel_event(event, "La salle est inondée.", by=people("Stella", Role.STAFF))
    db.session.commit()
    page = visit(at).text
    assert ("Il reste" in page, page.index("La salle est inondée") < page.index("On parle")) == (False, True)
    mine = visit("/comptoirs/mes-inscriptions", by=amel).text
    assert mine.index("n’y allez pas") < mine.index("Comptoir d’Arras")


def test_the_day_of_a_copy_is_left_to_choose(visit, event, people):
    page = visit(f"/comptoirs/nouveau?copie-de={event.public_id}", by=people("Stella", Role.STAFF)).text
    day = page.split('id="day"', 1)[1].split(">", 1)[0]
    assert ("Comptoir d’Arras" in page, 'value=""' in day) == (True, True)


def test_a_cancelled_meeting_is_not_changed_any_more(visit, event, people):
    staff = people("Stella", Role.STAFF)
    services.cancel_event(event, "La salle est inondée.", by=staff)
    db.session.commit()
    for page in ("modifier", "programme"):
        answer = visit(f"/comptoirs/{event.public_id}/{page}", by=staff)
        assert (answer.status_code, "Ce rendez-vous est annulé" in answer.text) == (403, True)
        assert f"/{event.public_id}/{page}" not in visit(f"/comptoirs/{event.public_id}", by=staff).text


def test_past_meetings_are_listed_with_their_certificate(visit, event, people):
    amel, rose = people("Amel"), people("Rose")
    event.seats = 2
    db.session.commit()
    came = services.register(event, by=amel)
    services.register(event, by=rose)
    came.attended, event.starts_at = True, clock.now() - timedelta(days=3)
    event.ends_at = event.starts_at + timedelta(hours=1)
    db.session.commit()
    of_amel, of_rose = (visit("/comptoirs/mes-inscriptions", by=each).text for each in (amel, rose))
    assert f"/comptoirs/attestation/{came.public_id}" in of_amel and "Comptoir d’Arras" in of_rose
    assert "présence non notée" in of_rose and "/attestation/" not in of_rose


def test_a_new_place_says_at_once_how_one_enters_it(visit, people):
    staff = people("Stella", Role.STAFF)
    made = visit(
        "/comptoirs/nouveau", by=staff, method="POST", **typed(step_free="y", access_notes="Le bus 3 s’arrête devant.")
    )
    page = visit(made.location, by=staff).text
    assert "On y entre de plain-pied." in page and "Le bus 3 s’arrête devant." in page
