"""A real Maildir that a test fills, and the command that reads it."""

import io
import mailbox
from dataclasses import replace
from email.message import EmailMessage

import pytest
from PIL import Image

from app.core.extensions import db

WROTE = "Un verger pour tout le village, derrière l’école.\nOn planterait ensemble en novembre."


def a_photo(side=600):
    content = io.BytesIO()
    Image.new("RGB", (side, side), "green").save(content, "JPEG")
    return content.getvalue()


def a_mail(subject="Un verger partagé", text=WROTE, sender="zoe@exemple.fr", message_id="<1@exemple.fr>", **headers):
    """A message as a mail program writes it."""
    message = EmailMessage()
    told = {"From": sender, "To": "envies@exemple.fr", "Subject": subject, "Message-ID": message_id}
    for name, value in {**told, **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
        if value:
            message[name] = value
    message.set_content(text)
    return message


@pytest.fixture
def folder(app, tmp_path):
    """A Maildir, the MAILBOX of the application."""
    box = mailbox.Maildir(tmp_path / "envies", create=True)
    settings = replace(
        app.config["SETTINGS"], MAILBOX=f"maildir:{tmp_path}/envies", MAILBOX_ADDRESS="envies@exemple.fr"
    )
    settings.check()
    before, app.config["SETTINGS"] = app.config["SETTINGS"], settings
    yield box
    app.config["SETTINGS"] = before


@pytest.fixture
def fetch(app):
    """Run `flask ideas fetch-mail`; gives its exit code and its lines."""

    def run(*options):
        answer = app.test_cli_runner().invoke(args=["ideas", "fetch-mail", *options])
        db.session.expire_all()
        return answer.exit_code, answer.output.splitlines()

    return run
