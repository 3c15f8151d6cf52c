"""A link to this site never leads to another one, whatever is added to its address."""

from urllib.parse import urlsplit

import pytest
from flask import url_for

from app.accounts.passwords import hash_password
from app.core.extensions import db
from tests.journeys import stage as stage_maker
from tests.journeys.pages import pages_of

ELSEWHERE = [
    "https://voleur.exemple.fr/",
    "//voleur.exemple.fr/",
    "/\\voleur.exemple.fr",
    "\\\\voleur.exemple.fr",
    "https:voleur.exemple.fr",
    "https:///voleur.exemple.fr",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\t/voleur.exemple.fr",
    "/\r\nLocation: https://voleur.exemple.fr",
    " //voleur.exemple.fr",
    "http://127.0.0.1@voleur.exemple.fr/",
]
NAMES = ("next", "back", "url", "redirect", "return", "continue", "retour", "suite")


def leads_elsewhere(answer) -> bool:
    """Whether the answer sends the browser to another host."""
    place = urlsplit(answer.headers.get("Location", ""))
    return bool(place.scheme or place.netloc) and place.netloc not in {"localhost", "127.0.0.1"}


@pytest.mark.slow
@pytest.mark.parametrize("role", ["visitor", "staff"])
def test_no_page_leads_elsewhere_when_its_address_asks_for_it(app, visit, role):
    stage = stage_maker.build()
    with app.test_request_context():
        paths = [url_for(endpoint, **values) for endpoint, values in pages_of(role, stage)]
    client = app.test_client()
    for path in paths:
        for place in ELSEWHERE:
            answer = client.get(
                path.partition("?")[0],
                query_string=dict.fromkeys(NAMES, place),
                headers={"Referer": "".join(place.split())},
            )
            assert not leads_elsewhere(answer), (path, place)


@pytest.mark.parametrize("place", ELSEWHERE)
def test_signing_in_stays_here_when_next_leads_elsewhere(visit, people, place):
    person = people("Amel")
    person.password_hash = hash_password("un mot de passe long")
    db.session.commit()
    answer = visit("/compte/connexion", method="POST", email=person.email, password="un mot de passe long", next=place)
    assert answer.status_code == 303 and not leads_elsewhere(answer)
    assert "voleur" not in answer.headers["Location"]
