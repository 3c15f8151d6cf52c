import pytest

from app.core.extensions import db
from app.core.visit import local_path
from app.rounds.models import PhaseKind
from tests.app.booth.scene import some_proposals


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("/envies?a=1", "/envies?a=1"),
        ("//evil.test", ""),
        ("/\\evil.test", ""),
        ("https://evil.test", ""),
        ("/\tx", ""),
        ("/\n/evil.test", ""),
        ("", ""),
        (None, ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_next_stays_on_this_site_when_it_leads_elsewhere(asked, kept):
    assert local_path(asked) == kept


@pytest.mark.parametrize("back", ["/%09/evil.example", "/%0a/evil.example", "//evil.example"])
def test_the_language_switch_stays_on_this_site_when_the_address_leads_elsewhere(app, back):
    for headers in ({}, {"Referer": f"http://localhost{back}"}):
        answer = app.test_client().get(f"/langue/en?retour={back}", headers=headers)
        assert (answer.status_code, answer.location in {"/", back}) == (303, True)
        assert not answer.location.startswith(("//", "/\t"))


def test_the_language_switch_goes_back_to_the_page_when_it_is_of_this_site(app):
    answer = app.test_client().get("/langue/en", headers={"Referer": "http://localhost/envies/?q=a"})
    assert answer.location == "/envies/?q=a"


def test_tokens_stay_placed_when_the_visitor_signs_in(app, visit, a_round, people, mails):
    round_ = a_round(PhaseKind.VOTE)
    some_proposals(round_)
    people("Amel")
    path = f"/vote/{round_.public_id}/"
    for number in (1, 2, 3):
        visit(f"{path}projets/{number}/poser", method="POST")
    visit("/compte/connexion", method="POST", email="amel@exemple.fr", way="code")
    code = mails()[-1][1][-6:]
    assert visit("/compte/code", method="POST", code=code).status_code == 303
    assert "Vérifier mon choix" in visit(path).text
    assert "Amel" in visit("/compte").text


def test_what_no_feature_keeps_is_gone_when_the_visitor_signs_in(app, people, mails):
    people("Amel")
    db.session.commit()
    app.config["WTF_CSRF_ENABLED"] = False
    try:
        client = app.test_client()
        with client.session_transaction() as session:
            session["planted"], session["idea_draft"] = "by somebody else", {"title": "Mon envie"}
        client.post("/compte/connexion", data={"email": "amel@exemple.fr", "way": "code"})
        client.post("/compte/code", data={"code": mails()[-1][1][-6:]})
        with client.session_transaction() as session:
            assert ("planted" in session, session["idea_draft"]["title"]) == (False, "Mon envie")
    finally:
        app.config["WTF_CSRF_ENABLED"] = True
