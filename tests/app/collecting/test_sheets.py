"""A sheet is printed, typed once, claimed once; whatever goes wrong is said at the place."""

import re
from html import unescape
from itertools import pairwise

import pypdfium2
import pytest
from sqlalchemy import func, select

from app.accounts.models import Role
from app.collecting import codes, services
from app.collecting.models import Sheet
from app.core.audit import AuditEvent
from app.core.errors import Refused
from app.core.extensions import db
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus

SAID = {"title": "Un four à pain", "body": "Cuire ensemble le samedi.", "theme": "patrimoine", "municipality": "Arras"}
CODE = re.compile(r'sheet__code">([0-9A-Z]{4}-[0-9A-Z]{4})<')


def _print(visit, event, host, count=2):
    answer = visit(f"/comptoirs/{event.public_id}/feuilles", by=host, method="POST", count=count, wanted="page")
    assert answer.status_code == 200
    return CODE.findall(answer.text)


def _read(page):
    return unescape(page.text).replace("\xa0", " ").replace("\u202f", " ")


def _type(visit, event, host, code, **other):
    return visit(f"/comptoirs/{event.public_id}/saisie", by=host, method="POST", code=code, **{**SAID, **other})


def test_every_slip_of_the_pen_is_seen():
    code = codes.draw()
    assert codes.read(f" {codes.shown(code).lower()} ") == code
    for place, right in enumerate(code):
        for sign in set(codes.SIGNS) - {right}:
            with pytest.raises(Refused, match="faute de lecture"):
                codes.read(code[:place] + sign + code[place + 1 :])
    for place, (one, two) in enumerate(pairwise(code)):
        if one != two:
            with pytest.raises(Refused):
                codes.read(code[:place] + two + one + code[place + 2 :])
    with pytest.raises(Refused, match="huit caractères"):
        codes.read("K7")
    with pytest.raises(Refused, match="jamais 0"):
        codes.read("0" + code[1:])


def test_sheets_are_printed_with_codes_that_nobody_reads_again(visit, comptoir):
    event, host = comptoir(), comptoir.host
    printed = _print(visit, event, host)
    assert len(set(printed)) == 2
    kept = " ".join(str(value) for row in db.session.execute(select(Sheet.__table__)) for value in row)
    assert not any(code.replace("-", "") in kept for code in printed)
    again = visit(f"/comptoirs/{event.public_id}/feuilles", by=host)
    assert "n° 1 à 2" in _read(again)
    assert printed[0] not in again.text


def test_the_pdf_has_two_sheets_a_page(visit, comptoir):
    event = comptoir()
    answer = visit(f"/comptoirs/{event.public_id}/feuilles", by=comptoir.host, method="POST", count=3, wanted="pdf")
    assert answer.mimetype == "application/pdf"
    document = pypdfium2.PdfDocument(answer.data)
    assert len(document) == 2
    words = document[0].get_textpage().get_text_bounded()
    assert words.count("À détacher et à garder") == 2
    assert "/envies/reclamer" in words.replace("\r\n", "")


@pytest.mark.parametrize("page", ["feuilles", "saisie"])
def test_those_who_look_after_the_meeting_collect_and_nobody_else(visit, comptoir, people, page):
    path = f"/comptoirs/{comptoir().public_id}/{page}"
    assert visit(path).status_code in {303, 401}
    assert visit(path, by=people("Amel")).status_code == 403
    for person in (comptoir.host, people("Moderatrice", Role.MODERATOR), people("Mentor", Role.MENTOR)):
        assert visit(path, by=person).status_code == 200


def test_a_pile_is_typed_one_sheet_after_the_other(visit, comptoir):
    event, host = comptoir(), comptoir.host
    first, second = _print(visit, event, host)
    answer = _type(visit, event, host, first, first_name="Zoé")
    assert answer.status_code == 303
    page = visit(answer.location, by=host)
    assert "Feuille n° 1 enregistrée" in _read(page)
    assert "1 sur 2 imprimées" in page.text
    assert 'value="Arras' in page.text  # the commune of the meeting
    sheet = db.session.scalars(select(Sheet).where(Sheet.number == 1)).one()
    assert (sheet.typed_by_id, sheet.event_id, sheet.idea.status) == (host.id, event.id, IdeaStatus.PENDING)
    assert sheet.idea.on_behalf_of == "Zoé"
    assert _type(visit, event, host, second, title="Un lavoir").status_code == 303


def test_a_code_serves_once_and_here(visit, comptoir):
    event, other, host = comptoir(), comptoir("Comptoir de Lens"), comptoir.host
    code, _second = _print(visit, event, host)
    _type(visit, event, host, code)
    for place, typed, sentence in [
        (event, code, "La feuille n° 1 est déjà saisie"),
        (other, code, "vient d’un autre rendez-vous : « Comptoir d’Arras »"),
        (event, codes.draw(), "Aucune feuille imprimée ici"),
        (event, code[:-1] + ("2" if code[-1] != "2" else "3"), "faute de lecture"),
    ]:
        answer = _type(visit, place, host, typed, title="Un autre titre")
        assert answer.status_code == 422
        assert sentence in _read(answer)
        assert 'value="Un autre titre"' in answer.text
    assert db.session.scalar(select(func.count()).select_from(Idea)) == 1


def test_the_author_claims_it_with_the_stub(visit, comptoir, people):
    event, host, zoe = comptoir(), comptoir.host, people("Zoe")
    code, untyped = _print(visit, event, host)
    _type(visit, event, host, code)
    asked = visit("/envies/reclamer", method="POST", code=code)
    assert (asked.status_code, "/connexion" in asked.location) == (303, True)
    assert code in visit("/envies/reclamer").text  # kept while one signs in
    answer = visit("/envies/reclamer", by=zoe, method="POST", code=code.lower())
    assert answer.status_code == 303
    assert "Cette envie est la vôtre" in visit(answer.location, by=zoe).text
    idea = db.session.scalars(select(Idea)).one()
    assert (idea.author_id, idea.on_behalf_of) == (zoe.id, "")
    assert db.session.scalar(select(func.count()).where(AuditEvent.verb == "idea.claim")) == 1
    assert visit("/envies/reclamer", by=zoe, method="POST", code=code).status_code == 303
    other = visit("/envies/reclamer", by=people("Autre"), method="POST", code=code)
    assert "déjà retrouvé son auteur" in other.text
    assert "pas encore saisie" in visit("/envies/reclamer", by=zoe, method="POST", code=untyped).text


def test_codes_are_not_guessed(visit, comptoir, people):
    comptoir()
    amel = people("Amel")
    for _try in range(services.CLAIMS.most):
        assert "Aucune feuille" in visit("/envies/reclamer", by=amel, method="POST", code=codes.draw()).text
    assert "Trop de codes" in visit("/envies/reclamer", by=amel, method="POST", code=codes.draw()).text


def test_a_new_key_leaves_the_stubs_in_force(app, comptoir, people):
    event, host = comptoir(), comptoir.host
    [(_number, code)] = services.print_sheets(event, 1, by=host)
    services.type_sheet(event, code, **{**SAID, **_things()}, by=host)
    db.session.commit()
    former = app.config["SECRET_KEY"]
    app.config.update(SECRET_KEY="new-" * 10, SECRET_KEY_FALLBACKS=[former])
    try:
        assert services.claim_sheet(code, by=people("Zoe")).title == SAID["title"]
    finally:
        app.config.update(SECRET_KEY=former, SECRET_KEY_FALLBACKS=[])


def _things():
    from app.rounds.themes import Theme
    from app.territories.models import Municipality

    return {"theme": Theme.HERITAGE, "municipality": db.session.get(Municipality, "62041")}
