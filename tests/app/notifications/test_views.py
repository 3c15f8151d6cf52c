from dataclasses import replace

from app.accounts.models import CodePurpose
from app.accounts.services import codes


def test_mails_can_be_read_when_the_site_is_a_demonstration(app, visit):
    assert "Aucun courriel pour l’instant" in visit("/courrier").text
    code = codes.issue_code(CodePurpose.SIGN_IN, "amel@exemple.fr")
    page = visit("/courrier").text
    assert (code in page, "amel@exemple.fr" in page) == (True, True)


def test_latest_fifty_mails_are_shown_newest_first_when_there_are_more(app, visit):
    sent = [codes.issue_code(CodePurpose.VOTE, f"p{i}@exemple.fr") for i in range(52)]
    page = visit("/courrier").text
    assert page.count('<section class="panel') == 50
    assert page.index("p51@exemple.fr") < page.index("p50@exemple.fr")
    assert "p1@exemple.fr" not in page
    assert len(sent) == 52


def test_mails_are_hidden_when_they_leave_for_real(app, visit):
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], MAIL_URL="smtp://127.0.0.1:2525")
    assert visit("/courrier").status_code == 404


def test_mails_are_hidden_when_the_site_is_in_production(app, visit):
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, ENVIRONMENT="production")
    try:
        assert visit("/courrier").status_code == 404
    finally:
        app.config["SETTINGS"] = before
