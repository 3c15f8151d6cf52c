"""The profile: four answers, nothing else kept."""

import json

from sqlalchemy import select

from app.accounts.models import Person
from app.core.audit import AuditEvent
from app.core.extensions import db

PROFILE = {"name": "Amel B.", "municipality": "Arras", "language": "fr", "is_public": "y"}


def again(person):
    return db.session.get(Person, person.id)


def test_profile_keeps_four_answers_and_the_log_none_of_them(visit, people):
    amel = people("Amel")
    assert visit("/compte/profil", by=amel, method="POST", **PROFILE).status_code == 303
    kept = again(amel)
    assert (kept.name, kept.municipality_code, kept.language, kept.is_public) == ("Amel B.", "62041", "fr", True)
    line = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "person.change_profile")).one()
    assert line.facts == {"changed": ["name", "municipality_code", "language"]}
    assert "Arras (62000)" in visit("/compte/profil", by=amel).text


def test_pages_speak_the_language_of_the_profile_on_every_device(visit, people):
    amel, bruno = people("Amel"), people("Bruno")
    visit("/compte/profil", by=amel, method="POST", **PROFILE | {"language": "en"})
    assert '<html lang="en"' in visit("/compte", by=amel).text
    bruno.language = "en"  # said on another device: this one has no cookie
    db.session.commit()
    assert '<html lang="en"' in visit("/compte", by=bruno).text
    assert '<html lang="fr"' in visit("/envies/").text


def test_name_is_hidden_from_the_public_when_asked(visit, people, a_round, an_idea):
    amel = people("Amel Bensaïd")
    idea = an_idea(amel, a_round())
    assert "Amel Bensaïd" in visit(f"/envies/{idea.public_id}").text
    visit("/compte/profil", by=amel, method="POST", **{k: v for k, v in PROFILE.items() if k != "is_public"})
    page = visit(f"/envies/{idea.public_id}").text
    assert "Amel" not in page
    assert "une personne qui ne montre pas son nom" in page


def test_deceiving_name_changes_nothing_and_stays_in_the_field(visit, people):
    amel = people("Amel")
    for name, sentence in (
        ("A\u202ebc", "caractères invisibles"),
        ("x" * 10_240, "80 caractères au plus"),
        ("\u200b", "lettre"),
    ):
        answer = visit("/compte/profil", by=amel, method="POST", **PROFILE | {"name": name})
        assert answer.status_code == 422
        assert sentence in answer.text.replace("\u00a0", " ")
    assert again(amel).name == "Amel"


def test_nothing_else_is_stored_of_a_person_whatever_is_posted(visit, people):
    amel = people("Amel")
    more = {"email": "autre@exemple.fr", "password_hash": "x", "role": "administrator", "public_id": "moi"}
    visit("/compte/profil", by=amel, method="POST", **PROFILE, **more)
    kept = again(amel)
    assert (kept.email, kept.password_hash, kept.roles) == ("amel@exemple.fr", None, set())
    assert kept.public_id != "moi"
    assert "autre@" not in json.dumps([e.facts for e in db.session.scalars(select(AuditEvent))])
