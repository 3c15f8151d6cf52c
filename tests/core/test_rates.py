"""How often one may ask: told calmly, counted exactly, whoever asks at once, whatever becomes of the store."""

import contextvars

import pytest
from flask import request

from app.core.address import counted, network
from app.rates import FORMS, RATES
from config import BadSettings, Settings


def asked(app, path, *, by="203.0.113.9", method="GET", headers=None, client=None, **data):
    """Ask from an address, in an empty context."""
    client = client or app.test_client()
    environ = {"REMOTE_ADDR": by}
    return contextvars.Context().run(
        client.open, path, method=method, data=data or None, headers=headers, environ_overrides=environ
    )


def test_a_limit_reached_is_a_calm_page_with_the_time_to_wait(limited):
    app = limited("post:address=2 per hour")
    words = {"title": "Un verger partagé pour l’école"}
    answers = [asked(app, "/envies/nouvelle", method="POST", **words) for _ in range(3)]
    assert [answer.status_code == 429 for answer in answers] == [False, False, True]
    last = answers[-1]
    assert "Vous pourrez recommencer dans 60 minutes" in last.text
    assert 3590 <= int(last.headers["Retry-After"]) <= 3600
    assert words["title"] in last.text
    assert last.headers["Cache-Control"] == "no-store"


def test_a_programme_gets_json_and_htmx_a_page_to_show(limited):
    app = limited("search:address=1 per minute")
    assert asked(app, "/envies/?q=a").status_code == 200
    answer = asked(app, "/envies/?q=a", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (429, "application/json")
    assert "Vous pourrez recommencer dans" in answer.json["sentence"]
    assert asked(app, "/envies/?q=a", headers={"HX-Request": "true"}).status_code == 429


def test_each_address_and_each_limit_has_its_own_count(limited):
    app = limited("search:address=1 per minute")
    codes = [asked(app, "/envies/?q=a", by=by).status_code for by in ("192.0.2.1", "192.0.2.1", "192.0.2.2")]
    assert codes == [200, 429, 200]
    assert asked(app, "/envies/", by="192.0.2.1").status_code == 200


def test_whoever_searched_a_lot_still_comes_in(limited):
    app = limited("search:address=1 per minute")
    paths = ("/envies/?q=a", "/envies/?q=a", "/compte/connexion?next=/", "/compte/connexion?next=/")
    assert [asked(app, path).status_code for path in paths] == [200, 429, 200, 200]


def test_an_ipv6_home_has_one_count_and_a_forged_header_changes_nothing(limited):
    app = limited("search:address=1 per minute")
    homes = ("2001:db8:1:1::1", "2001:db8:1:1:ffff::2", "2001:db8:1:2::1")
    assert [asked(app, "/envies/?q=a", by=by).status_code for by in homes] == [200, 429, 200]
    forged = {"X-Forwarded-For": "198.51.100.7", "Forwarded": "for=198.51.100.7", "X-Real-IP": "198.51.100.7"}
    codes = [asked(app, "/envies/?q=a", by="192.0.2.9", headers=forged).status_code for _ in range(2)]
    assert codes == [200, 429]


@pytest.mark.parametrize(
    ("address", "by", "at"),
    [
        ("203.0.113.9", "203.0.113.9", "203.0.113.0/24"),
        ("::ffff:203.0.113.9", "203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/64", "fe80::/48"),
        (None, "unknown", "unknown"),
        ("a.b", "unknown", "unknown"),
    ],
)
def test_how_an_address_is_counted_and_written(address, by, at):
    assert (counted(address), network(address)) == (by, at)


def test_a_person_is_counted_wherever_they_come_from(limited, people):
    from app.accounts.services.sessions import open_session
    from app.core.extensions import db

    app = limited("search:person=2 per minute")
    amel = people("Amel")
    tokens = [open_session(amel, "a"), open_session(amel, "b"), open_session(amel, "c")]
    db.session.commit()
    codes = []
    for number, token in enumerate(tokens):
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
        codes.append(asked(app, "/envies/?q=a", by=f"192.0.2.{number}", client=client).status_code)
    assert codes == [200, 200, 429]


def test_a_window_ends_and_the_count_begins_anew(limited, monkeypatch):
    from datetime import timedelta

    from app.core import clock

    app = limited("search:address=1 per minute")
    assert [asked(app, "/envies/?q=a").status_code for _ in range(2)] == [200, 429]
    later = clock.now() + timedelta(seconds=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert asked(app, "/envies/?q=a").status_code == 200


def test_every_form_named_in_the_table_exists_and_names_a_limit(app):
    assert set(FORMS) <= set(app.view_functions)
    assert set(FORMS.values()) <= {rate.name for rate in RATES}


def test_every_form_and_every_file_on_demand_is_counted(app):
    from app.rates import rate_of_request

    plain = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint in {"static", "stylesheet"} or not (rule.methods - {"HEAD", "OPTIONS", "GET"}):
            continue
        with app.test_request_context("/", method="POST"):
            request.url_rule = rule
            if rate_of_request(app.config["RATES"]) is None:
                plain.append(rule.rule)
    assert plain == []


@pytest.mark.parametrize("wrong", ["vote", "vote:person", "nothing:person=5 per minute", "vote:town=5 per minute"])
def test_a_wrong_override_is_refused_at_start(limited, wrong):
    with pytest.raises(BadSettings, match="LIMITS: "):
        limited(wrong)
    with pytest.raises(BadSettings, match="is not like `5 per minute`"):
        limited("vote:person=many")


@pytest.mark.parametrize("url", ["memory", "off"])
def test_production_refuses_counts_that_processes_do_not_share(url):
    with pytest.raises(BadSettings, match="LIMITS_URL must be shared"):
        Settings.from_environ({"ENVIRONMENT": "production", "LIMITS_URL": url})
    with pytest.raises(BadSettings, match="LIMITS_URL must be database"):
        Settings.from_environ({"ENVIRONMENT": "development", "LIMITS_URL": "mongodb://x"})
