import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace

import pytest
import requests
from sqlalchemy import select

from app.accounts.models import Person
from app.core.extensions import db


def test_seed_is_refused_when_real_people_are_here(app):
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, ENVIRONMENT="production")
    try:
        for options in ([], ["--if-empty"]):
            answer = app.test_cli_runner().invoke(args=["seed", *options])
            assert (answer.exit_code, "refused in production" in answer.output) == (1, True)
    finally:
        app.config["SETTINGS"] = before
    assert db.session.scalars(select(Person)).all() == []


@pytest.fixture
def demonstration(tmp_path):
    """The address of `flask demo` on a database of its own, seeded and served as `make run` does."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    here = {
        "ENVIRONMENT": "development",
        "FLASK_APP": "wsgi.py",
        "DATABASE_URL": f"sqlite:///{tmp_path}/demo.db",
        "KEYS_DIR": f"{tmp_path}/keys",
        "FILES_DIR": f"{tmp_path}/files",
        "MAIL_URL": f"file:{tmp_path}/mail",
    }
    with open(tmp_path / "said", "wb") as said:
        serving = subprocess.Popen(
            [sys.executable, "-m", "flask", "demo", "--port", str(port)],
            env=os.environ | here,
            stdout=said,
            stderr=said,
        )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        serving.send_signal(signal.SIGINT)
        serving.wait(30)


def opened(address, seconds=180):
    """The first page, as soon as it answers."""
    for _second in range(seconds):
        try:
            return requests.get(address, timeout=10)
        except requests.ConnectionError:
            time.sleep(1)
    raise AssertionError("the demonstration never opened")


@pytest.mark.slow
def test_the_demonstration_takes_forms_once_it_is_served(demonstration, tmp_path):
    assert opened(demonstration).status_code == 200
    with requests.Session() as visitor:
        page = visitor.get(f"{demonstration}/compte/connexion", timeout=10).text
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
        typed = {"csrf_token": token, "email": "amel@exemple.fr", "way": "code"}
        answer = visitor.post(f"{demonstration}/compte/connexion", data=typed, allow_redirects=False, timeout=30)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/compte/code")
    (mail,) = (tmp_path / "mail").glob("*.eml")
    port = demonstration.rpartition(":")[2]
    assert f"http://localhost:{port}/compte/inscription" in mail.read_text()  # its own address, whatever the port


def test_a_taken_port_is_said_before_anything_is_done(app):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = app.test_cli_runner().invoke(args=["demo", "--port", str(taken.getsockname()[1])])
    assert (answer.exit_code, len(answer.output.splitlines())) == (2, 1)
    assert "is taken" in answer.output
    assert db.session.scalars(select(Person)).all() == []
