"""The door for web servers: settings, then the application."""

import sys

from app import create_app
from config import BadSettings, Settings

NOT_WORTH_TRYING_AGAIN = 3  # gunicorn stops on this code, and would start its workers again and again on any other

try:
    app = create_app(Settings.from_environ())
except BadSettings as fault:
    sys.stderr.write(f"Comptoir cannot start. {fault}\n")
    sys.exit(NOT_WORTH_TRYING_AGAIN)
