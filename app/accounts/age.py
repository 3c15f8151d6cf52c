"""The age of 15, from which a person agrees alone to an online service.

Loi n° 78-17 du 6 janvier 1978, article 45; règlement (UE) 2016/679, article 8. The house keeps no birth date: below 15,
one answer is enough. What happens then is a rule of the round, which later features tell.
"""

from collections.abc import Callable

from flask_babel import gettext as _

UNASKED, WITH_PARENT, THROUGH_ADULT = "unasked", "with_parent", "through_adult"
RULES: list[Callable[[], str]] = []  # "unasked", "refused", "with_parent", "through_adult"; later features add theirs


def rule_now() -> str:
    """What the rulebook in force says of those below 15."""
    return next((rule for ask in RULES if (rule := ask())), UNASKED)


def refusal(rule: str) -> str:
    """The sentence for somebody below 15; nothing where they may have an account."""
    return {
        "refused": _(
            "Les comptes sont ouverts à partir de 15 ans. Vous pouvez tout lire, et venir à un comptoir avec un adulte."
        ),
        THROUGH_ADULT: _(
            "Avant 15 ans, un adulte publie pour vous : demandez à un parent, à un professeur ou à un animateur "
            "d’écrire au nom de votre classe ou de votre groupe."
        ),
    }.get(rule, "")
