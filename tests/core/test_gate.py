"""What is refused before the application looks at it."""

from dataclasses import replace

import pytest
from werkzeug.middleware.proxy_fix import ProxyFix

from app.core.gate import Gate
from config import Settings


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost@evil.example", "", "local host"])
@pytest.mark.parametrize("path", ["/", "/static/js/app.js", "/compte/connexion"])
def test_a_name_that_is_not_ours_gets_a_plain_refusal(app, host, path):
    answer = app.test_client().get(path, headers={"Host": host})
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert answer.text == "Ce site ne répond pas à ce nom.\n"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_only_the_names_of_the_settings_are_ours_in_production():
    settings = Settings(
        ENVIRONMENT="production", BASE_URL="https://budget.exemple.org", TRUSTED_HOSTS="10.0.0.7 autre.fr"
    )
    assert settings.trusted_hosts == ["budget.exemple.org", "10.0.0.7", "autre.fr"]


def test_mails_lead_to_our_own_name_whatever_the_request_says(app, mails):
    app.config["WTF_CSRF_ENABLED"] = False
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], BASE_URL="https://budget.exemple.org")
    try:
        data = {"email": "amel@exemple.fr", "way": "code"}
        headers = {"Host": "127.0.0.1:999", "X-Forwarded-Host": "evil.example"}
        assert app.test_client().post("/compte/connexion", data=data, headers=headers).status_code == 303
    finally:
        app.config["WTF_CSRF_ENABLED"] = True
    text = mails()[-1][2]
    assert "https://budget.exemple.org/compte/inscription" in text
    assert "evil" not in text and "127.0.0.1" not in text


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_method_is_not_changed_by_a_header(app, name):
    answer = app.test_client().post("/compte/connexion", headers={name: "DELETE"})
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert app.test_client().post("/compte/connexion", data={"_method": "DELETE"}).status_code == 400  # no token


class Endless:
    """A body that says how much of it was read."""

    read_so_far = 0

    def read(self, size=-1):
        assert size > 0
        self.read_so_far += size
        return b"a" * size

    def readline(self, size=-1):
        return self.read(size if size > 0 else 65536)


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"])
def test_what_is_too_large_is_refused_unread(app, kind):
    body = Endless()
    answer = app.test_client().post(
        "/compte/connexion",
        content_type=kind,
        environ_overrides={"CONTENT_LENGTH": str(5_000_000_000), "wsgi.input": body},
    )
    assert answer.status_code == 413
    assert body.read_so_far <= 512 * 1024
    assert "C’est trop lourd" in answer.text


def test_too_much_text_or_too_many_parts_are_refused(app):
    client = app.test_client()
    long = {"email": "a" * 505_000}
    assert client.post("/compte/connexion", data=long, content_type="multipart/form-data").status_code == 413
    assert client.post("/compte/connexion", data={"email": "a" * 525_000}).status_code == 413
    parts = {f"part-{n}": "x" for n in range(300)}
    assert client.post("/compte/connexion", data=parts, content_type="multipart/form-data").status_code == 413


def test_a_forwarded_address_counts_only_when_a_proxy_of_ours_wrote_it():
    seen = []

    def inside(environ, start_response):
        seen.append((environ["REMOTE_ADDR"], environ["HTTP_HOST"]))
        start_response("200 OK", [])
        return []

    environ = {"REMOTE_ADDR": "10.0.0.1", "HTTP_HOST": "localhost", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 203.0.113.9"}
    Gate(inside, ["localhost"])({**environ}, lambda *_args: None)
    ProxyFix(Gate(inside, ["localhost"]), x_for=1, x_proto=1, x_host=1)({**environ}, lambda *_args: None)
    assert seen == [("10.0.0.1", "localhost"), ("203.0.113.9", "localhost")]


def test_a_forwarded_name_that_is_not_ours_is_refused():
    answers = []
    gate = ProxyFix(Gate(lambda *_args: [], ["localhost"]), x_for=1, x_host=1)
    environ = {"REMOTE_ADDR": "10.0.0.1", "HTTP_HOST": "localhost", "HTTP_X_FORWARDED_HOST": "evil.example"}
    environ |= {"REQUEST_METHOD": "GET", "wsgi.url_scheme": "http", "SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    b"".join(gate(environ, lambda status, *_args: answers.append(status)))
    assert answers == ["400 BAD REQUEST"]


def test_an_error_that_nothing_caught_ends_on_a_plain_page():
    answers = []

    def broken(_environ, _start_response):
        raise RuntimeError("code 123456 of amel@exemple.fr")

    environ = {"REMOTE_ADDR": "10.0.0.1", "HTTP_HOST": "localhost", "REQUEST_METHOD": "GET", "wsgi.url_scheme": "http"}
    environ |= {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    body = b"".join(Gate(broken, ["localhost"])(environ, lambda status, *_args: answers.append(status))).decode()
    assert answers == ["500 INTERNAL SERVER ERROR"]
    assert "Quelque chose n’a pas marché" in body
    assert "123456" not in body and "Traceback" not in body
