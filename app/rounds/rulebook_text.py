"""The words of a rulebook: the text staff start from, the rules in plain sentences, the digest of both."""

import hashlib

from flask import current_app
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from app.core.text import money
from app.rounds.calendar import last_day
from app.rounds.models import Round
from app.rounds.presets import Rules
from app.rounds.selection_text import kept_for_some, method_in_words
from voting.certificate import canonical


def default_text(round: Round, rules: Rules) -> str:
    """The règlement filled with the round's figures, as Markdown. Always French: it is the text that binds."""
    with force_locale("fr"):
        template = current_app.jinja_env.get_template("rounds/default_rulebook.md")
        envelope = sum(e.amount_cents for e in round.envelopes)
        said = {"method": method_in_words(rules), "kept": kept_for_some(rules, round.currency)}
        return tidy(template.render(round=round, rules=rules, envelope=envelope, last_day=last_day, **said))


def tidy(text: str) -> str:
    """One kind of line ending and no blank ends: the same words always give the same digest."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip() + "\n"


def digest_of(text: str, rules: Rules) -> str:
    """SHA-256 of the canonical JSON of {text, rules} (voting.certificate.canonical says how it is written)."""
    return "sha256:" + hashlib.sha256(canonical({"rules": dict(rules), "text": text})).hexdigest()


def rules_in_words(rules: Rules, currency: str) -> list[tuple[str, str]]:
    """The rules that matter to people, as (what, how much) pairs in the language of the page."""
    kept = kept_for_some(rules, currency)
    return [
        (_("Qui vote"), _("toute personne qui habite le département, dès %(age)s ans", age=rules["min_age"])),
        (_("Votre bulletin"), _ballot(rules)),
        (
            _("Par adresse de courriel"),
            ngettext("une personne", "%(num)s personnes au plus", rules["voters_per_email"]),
        ),
        (_("Comment les projets sont choisis"), " ".join(method_in_words(rules))),
        *([(_("Avant les autres"), " ".join(kept))] if kept else []),
        (_("Les subventions"), _grants(rules, currency)),
        *_share(rules),
        (
            _("Avant de déposer"),
            _("participer à un comptoir")
            if rules["comptoir_required"]
            else _("un comptoir est conseillé, pas obligatoire"),
        ),
        *_carrier(rules),
        *_committee(rules),
        *_minors(rules),
    ]


def _carrier(rules: Rules) -> list[tuple[str, str]]:
    asked = [
        _("une structure vérifiée porte ou accueille le projet") if rules["carrier_required"] else "",
        _("l’association qui le porte a accepté le contrat d’engagement républicain")
        if rules["engagement_required"]
        else "",
    ]
    found = " ; ".join(part for part in asked if part)
    return [(_("La structure"), found)] if found else []


def _committee(rules: Rules) -> list[tuple[str, str]]:
    said = _("le comité décide ; toutes les décisions sont annoncées au même moment, avec leurs raisons")
    return [(_("Le label"), said)] if rules["committee_decides"] else []


def _minors(rules: Rules) -> list[tuple[str, str]]:
    said = {
        "refused": _("ni compte ni publication ; le vote suit son propre âge"),
        "with_parent": _("un parent donne son accord avant toute publication"),
        "through_adult": _("un adulte publie au nom de la classe ou du groupe"),
    }
    return [(_("Avant 15 ans"), said[rules["minors"]])] if rules["minors"] in said else []


def _share(rules: Rules) -> list[tuple[str, str]]:
    most = rules["max_share_percent"]
    return [(_("Part du budget"), _("%(percent)s %% au plus", percent=most))] if most < 100 else []


def _ballot(rules: Rules) -> str:
    count, least = rules["choices"], rules["min_choices"]
    ballot = ngettext("un projet", "%(num)s projets différents", count)
    if rules["ballot"] == "exactly":
        return _("exactement %(ballot)s", ballot=ballot)
    if least > 1:
        return _("de %(least)s à %(ballot)s", least=least, ballot=ballot)
    return _("jusqu’à %(ballot)s", ballot=ballot)


def _grants(rules: Rules, currency: str) -> str:
    modes = {
        "requested": _("la somme demandée"),
        "criteria": _("selon les notes du comité"),
        "votes": _("selon les voix"),
        "criteria_votes": _("selon les notes du comité et les voix"),
    }
    mode, floor, ceiling = modes[rules["grant_mode"]], rules["floor_cents"], rules["ceiling_cents"]
    figures = {"mode": mode, "floor": money(floor, currency), "ceiling": money(ceiling, currency)}
    if floor and ceiling:
        return _("de %(floor)s à %(ceiling)s, %(mode)s", **figures)
    if ceiling:
        return _("jusqu’à %(ceiling)s, %(mode)s", **figures)
    return _("au moins %(floor)s, %(mode)s", **figures) if floor else mode
