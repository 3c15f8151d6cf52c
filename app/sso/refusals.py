"""Why somebody coming back from a provider does not enter: one sentence for the screen, one word for the log."""

from flask_babel import gettext as _

from app.core.errors import Refused


class NotRecognised(Refused):
    """The provider did not say, in a way that holds, who this is. Nothing was written.

    `reason` is for the log: a word of ours, never a token, a code or what the provider wrote.
    """

    code = 400

    def __init__(self, sentence: str, reason: str, code: int = 400) -> None:
        super().__init__(sentence)
        self.reason, self.code = reason, code


def unreachable(label: str, reason: str) -> NotRecognised:
    """The provider is down, slow, or says nothing that makes sense."""
    sentence = _(
        "%(label)s ne répond pas pour l’instant. Réessayez dans quelques minutes, ou connectez-vous autrement.",
        label=label,
    )
    return NotRecognised(sentence, reason, 503)


def unverified(label: str, reason: str) -> NotRecognised:
    """Signature, key, issuer, audience or subject: the answer is not one for us."""
    sentence = _(
        "La réponse envoyée par %(label)s n’a pas pu être vérifiée : nous n’en avons pas tenu compte. "
        "Réessayez, ou connectez-vous autrement.",
        label=label,
    )
    return NotRecognised(sentence, reason)


def out_of_time(label: str, reason: str) -> NotRecognised:
    """Expired, or not valid yet by our clock, sixty seconds of difference allowed."""
    sentence = _(
        "La réponse envoyée par %(label)s n’est pas valable à cette heure : elle a trop attendu, ou nos horloges "
        "ne sont pas d’accord. Réessayez maintenant ; si cela se répète, écrivez-nous.",
        label=label,
    )
    return NotRecognised(sentence, reason)


def not_this_browser(reason: str) -> NotRecognised:
    """State or nonce: the answer is to a question this browser did not ask, or asked too long ago."""
    sentence = _(
        "Cette réponse ne correspond pas à une demande de ce navigateur, ou elle a déjà servi. "
        "Reprenez depuis la page de connexion, sur le même appareil."
    )
    return NotRecognised(sentence, reason)


def declined(label: str) -> NotRecognised:
    """The person changed their mind there, or said no."""
    sentence = _(
        "Vous n’avez pas terminé avec %(label)s : rien ne nous a été transmis. "
        "Vous pouvez recommencer, ou vous connecter autrement.",
        label=label,
    )
    return NotRecognised(sentence, "access_denied", 403)


def used_code(label: str, reason: str) -> NotRecognised:
    """The provider does not take the code: used already, expired, or not ours."""
    sentence = _(
        "%(label)s n’a pas accepté cette connexion : elle a déjà servi, ou elle a trop attendu. Recommencez.",
        label=label,
    )
    return NotRecognised(sentence, reason)
