"""What was done with a message when it came: said once, never changed."""

from enum import StrEnum

from flask_babel import lazy_gettext as _


class Outcome(StrEnum):
    """Kept as a draft, or left aside and why."""

    KEPT = "kept"
    EMPTY = "empty"
    AUTOMATIC = "automatic"
    LIST = "list"
    BOUNCE = "bounce"
    SPAM = "spam"
    OURS = "ours"
    NO_SENDER = "no_sender"
    TOO_MANY = "too_many"
    UNREADABLE = "unreadable"


OUTCOME_NAMES = {
    Outcome.KEPT: _("Gardé en brouillon"),
    Outcome.EMPTY: _("Vide : ni texte, ni photo"),
    Outcome.AUTOMATIC: _("Réponse automatique"),
    Outcome.LIST: _("Liste de diffusion"),
    Outcome.BOUNCE: _("Retour d’un courriel non remis"),
    Outcome.SPAM: _("Indésirable, ou expéditeur usurpé"),
    Outcome.OURS: _("Écrit par ce site"),
    Outcome.NO_SENDER: _("Sans adresse à qui répondre"),
    Outcome.TOO_MANY: _("Trop de courriels de cette adresse"),
    Outcome.UNREADABLE: _("Illisible"),
}
