"""The least a page can cost on this machine: one bare Flask route, served like the application."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello() -> str:
    """Nothing but the framework."""
    return "Bonjour"
