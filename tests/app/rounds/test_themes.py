"""Staff give a round its own themes; envies under a theme that is renamed or retired keep it."""

from html import unescape

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.extensions import db
from app.rounds.models import RoundTheme
from app.rounds.queries import own_themes
from app.rounds.themes import Theme


def _row(number, name, key="", near="savoirs", place=None, offered=True):
    told = {"key": key, "name": name, "near": near, "place": str(number + 1 if place is None else place)}
    told |= {"is_offered": "y"} if offered else {}
    return {f"rows-{number}-{field}": value for field, value in told.items()}


@pytest.fixture
def page(a_round, people, visit):
    """Send the page of a round as staff; `page.round` is that round."""
    round_, staff = a_round(), people("Staff", Role.STAFF)

    def send(*rows, by=staff, version=None):
        data = {key: value for row in rows for key, value in row.items()} | {"version": str(version or round_.version)}
        return visit(f"/gestion/editions/{round_.public_id}/themes", by=by, method="POST", **data)

    send.round, send.staff = round_, staff
    return send


def _names():
    db.session.expire_all()
    return [
        (theme.name, theme.near, theme.is_offered)
        for theme in db.session.scalars(select(RoundTheme).order_by(RoundTheme.position))
    ]


def test_added_renamed_ordered_retired_and_the_envies_keep_theirs(page, an_idea, people, visit):
    assert page(_row(0, "Jeunesse"), _row(1, "Plages", near="transition"), _row(2, "")).status_code == 303
    assert _names() == [("Jeunesse", Theme.KNOWLEDGE, True), ("Plages", Theme.TRANSITION, True)]
    youth, beaches = own_themes(page.round)
    idea = an_idea(people("Amel"), page.round, own_theme=youth)
    page(
        _row(0, "Les jeunes", youth.public_id, place=2, offered=False),
        _row(1, "Plages et dunes", beaches.public_id, near="transition", place=1),
    )
    assert _names() == [("Plages et dunes", Theme.TRANSITION, True), ("Les jeunes", Theme.KNOWLEDGE, False)]
    assert "Les jeunes" in visit(f"/envies/{idea.public_id}").text
    form = visit("/envies/nouvelle").text
    assert "Plages et dunes" in form and "Les jeunes" not in form


@pytest.mark.parametrize(
    ("name", "said"),
    [("Savoirs partagés " * 9, "60"), ("échanges de savoirs", "existe déjà"), ("JEUNESSE", "existe déjà")],
)
def test_what_is_wrong_is_said_and_changes_nothing(page, name, said):
    page(_row(0, "Jeunesse"))
    key = own_themes(page.round)[0].public_id
    before = _names()
    answer = page(_row(0, "Jeunesse", key), _row(1, name))
    assert (answer.status_code, _names()) == (422, before)
    assert said in unescape(answer.text)
    assert unescape(name) in unescape(answer.text), "what was typed stays"


def test_a_name_removed_or_a_theme_of_another_round_is_refused(page, a_round):
    page(_row(0, "Jeunesse"))
    key = own_themes(page.round)[0].public_id
    assert "décochez" in unescape(page(_row(0, "", key)).text)
    assert page(_row(0, "Ailleurs", "inconnu")).status_code == 422
    assert page(_row(0, "Jeunes", key), version=1).status_code == 422, "opened before somebody else saved"
    assert _names() == [("Jeunesse", Theme.KNOWLEDGE, True)]


def test_only_staff(page, people):
    assert page(_row(0, "X"), by=people("Amel")).status_code == 403
    assert _names() == []


def test_a_theme_of_one_s_own_is_said_on_cards_and_narrows_the_list(page, an_idea, people, visit):
    page(_row(0, "Jeunesse"), _row(1, "Plages"))
    youth, beaches = own_themes(page.round)
    amel = people("Amel")
    an_idea(amel, page.round, title="Un skatepark", own_theme=youth)
    an_idea(amel, page.round, title="Un club de voile", own_theme=beaches)
    space = visit("/mon-espace", by=amel).text
    assert (">Jeunesse<" in space, "Valorisation du patrimoine" in space) == (True, False)
    narrowed = visit(f"/envies/?theme={youth.public_id}").text
    assert ("Un skatepark" in narrowed, "Un club de voile" in narrowed) == (True, False)
    assert f'<option value="{youth.public_id}" selected>Jeunesse</option>' in narrowed
    assert f'<option value="{beaches.public_id}">Plages</option>' in narrowed
    assert "Un club de voile" in visit("/envies/?theme=inconnu").text, "what means nothing is left out"


def test_only_the_empty_line_may_stay_without_a_name(page, visit):
    page(_row(0, "Jeunesse"))
    form = visit(f"/gestion/editions/{page.round.public_id}/themes", by=page.staff).text
    named = [part.split("</label>")[0] for part in form.split("Nom du thème")[1:]]
    assert ["facultatif" in one for one in named] == [False, True]
