"""The words of a rulebook: the text staff start from, the rules in plain sentences, and the digest that freezes both."""
import hashlib

from flask import current_app
from flask_babel import force_locale

from app.rounds.calendar import last_day
from app.rounds.models import Round
from app.rounds.presets import Rules
from voting.certificate import canonical


def default_text(round: Round, rules: Rules) -> str:
    """The règlement filled with the round's figures, as Markdown. Always French: it is the text that binds."""
    with force_locale("fr"):
        template = current_app.jinja_env.get_template("rounds/default_rulebook.md")
        envelope = sum(e.amount_cents for e in round.envelopes)
        return tidy(template.render(round=round, rules=rules, envelope=envelope, last_day=last_day))


def tidy(text: str) -> str:
    """One kind of line ending and no blank ends: the same words always give the same digest."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip() + "\n"


def digest_of(text: str, rules: Rules) -> str:
    """SHA-256 of the canonical JSON of {text, rules} (voting.certificate.canonical says how it is written)."""
    return "sha256:" + hashlib.sha256(canonical({"rules": dict(rules), "text": text})).hexdigest()
