"""Addresses worked out once are those Flask works out; sentences of templates are escaped like any text."""

import pytest
from flask import url_for

from app.core.language import in_page, in_page_counted
from app.core.templating import address_of


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("explore.ideas", {}),
        ("explore.ideas", {"commune": "62041", "page": 2, "q": "vélo & co", "theme": None}),
        ("explore.ideas", {"page": True}),
        ("explore.ideas", {"page": 1}),
        ("static", {"filename": "js/app.js"}),
        ("explore.ideas", {"_external": True}),
        ("explore.ideas", {"theme": ["a", "b"]}),
    ],
    ids=str,
)
def test_addresses_are_those_of_flask(app, endpoint, values):
    with app.test_request_context("/projets/"):
        for _ in range(2):
            assert address_of(endpoint, **values) == url_for(endpoint, **values)
        assert address_of(".ideas") == url_for("explore.ideas")


def test_a_site_mounted_elsewhere_has_its_own_addresses(app):
    with app.test_request_context("/"):
        here = address_of("explore.ideas")
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": "/budget"}):
        assert address_of("explore.ideas") == f"/budget{here}"


def test_what_is_put_into_a_sentence_is_escaped(app):
    with app.test_request_context("/"):
        assert in_page("Pour %(who)s !", who="<b>") == "Pour &lt;b&gt;\u00a0!"
        assert in_page("100 %% sûr") == "100 % sûr"
        assert in_page_counted("%(num)s %(what)s", "%(num)s %(what)ss", 2, what="<i>") == "2 &lt;i&gt;s"
