"""The door for web servers: settings, then the application."""

import os
import re
import sys

import click

from app import create_app
from app.core import garbage, logs
from config import BadSettings, Settings

NOT_WORTH_TRYING_AGAIN = 3  # gunicorn stops on this code, and would start its workers again and again on any other


def settings_of_a_server() -> Settings:
    """The settings; in production neither the server of Flask nor its debugger may serve them to people."""
    settings = Settings.from_environ()
    command = click.get_current_context(silent=True)
    if settings.is_production and command and command.info_name == "run":
        raise BadSettings("flask run is for development: serve with gunicorn (flask serve).")
    if settings.is_production and os.environ.get("FLASK_DEBUG", "0").lower() not in {"", "0", "false", "no"}:
        raise BadSettings("FLASK_DEBUG must not be set in production.")
    return settings


try:
    app = create_app(settings_of_a_server())
    app.wsgi_app = garbage.Swept(app.wsgi_app)  # type: ignore[method-assign]
except BadSettings as fault:
    if os.environ.get("ENVIRONMENT") == "production":
        logs.start("stderr")
        logs.security("settings.refused", names=sorted(set(re.findall("[A-Z]+(?:_[A-Z]+)+", str(fault)))))
    sys.stderr.write(f"Comptoir cannot start. {fault}\n")
    sys.exit(NOT_WORTH_TRYING_AGAIN)
