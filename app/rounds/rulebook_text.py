"""The words of a rulebook: the text staff start from, the rules in plain sentences, the digest of both."""

import hashlib

from flask import current_app
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from app.core.text import money
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


def rules_in_words(rules: Rules, currency: str) -> list[tuple[str, str]]:
    """The rules that matter to people, as (what, how much) pairs in the language of the page."""
    count = rules["choices"]
    ballot = ngettext("un projet", "%(num)s projets différents", count)
    shapes = {"exactly": _("exactement %(ballot)s", ballot=ballot), "approval": _("jusqu’à %(ballot)s", ballot=ballot)}
    modes = {
        "requested": _("la somme demandée"),
        "criteria": _("selon les notes du comité"),
        "votes": _("selon les voix"),
        "criteria_votes": _("selon les notes du comité et les voix"),
    }
    return [
        (_("Qui vote"), _("toute personne qui habite le département, dès %(age)s ans", age=rules["min_age"])),
        (_("Votre bulletin"), shapes[rules["ballot"]]),
        (
            _("Par adresse de courriel"),
            ngettext("une personne", "%(num)s personnes au plus", rules["voters_per_email"]),
        ),
        (
            _("Les subventions"),
            _(
                "de %(floor)s à %(ceiling)s, %(mode)s",
                mode=modes[rules["grant_mode"]],
                floor=money(rules["floor_cents"], currency),
                ceiling=money(rules["ceiling_cents"], currency),
            ),
        ),
        (_("Part du budget"), _("%(percent)s %% au plus", percent=rules["max_share_percent"])),
        (
            _("Avant de déposer"),
            _("participer à un comptoir")
            if rules["comptoir_required"]
            else _("un comptoir est conseillé, pas obligatoire"),
        ),
    ]
