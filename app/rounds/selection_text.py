"""How projects are chosen, in full sentences: the same in the règlement, on the page of a round and at the desk."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.text import money
from app.rounds.presets import Rules


def method_in_words(rules: Rules) -> list[str]:
    """The rule, its options and the minimum of votes, a sentence each."""
    return [_method(rules), *_options(rules), *_minimum(rules)]


def _method(rules: Rules) -> str:
    if rules["rule"] == "greedy" and rules["utility"] == "cardinality":
        return _(
            "Les projets sont retenus dans l’ordre de leurs voix divisées par leur coût ; un projet qui coûte plus que "
            "ce qui reste de l’enveloppe est passé, et le suivant est examiné."
        )
    sentences = {
        "greedy": _(
            "Les projets sont retenus dans l’ordre des voix ; un projet qui coûte plus que ce qui reste de l’enveloppe "
            "est passé, et le suivant est examiné."
        ),
        "greedy-stop": _(
            "Les projets sont retenus dans l’ordre des voix, jusqu’au premier qui coûte plus que ce qui reste de "
            "l’enveloppe."
        ),
        "equal-shares": _(
            "Chaque personne qui vote dispose de la même part de l’enveloppe ; un projet est retenu quand celles qui "
            "l’ont choisi peuvent le payer ensemble, à commencer par celui qui leur demande le moins."
        ),
        "phragmen": _(
            "Chaque personne qui vote gagne de l’argent au même rythme ; un projet est retenu dès que celles qui l’ont "
            "choisi peuvent le payer ensemble, jusqu’au premier que le reste de l’enveloppe ne couvre pas."
        ),
        "bounded-overspending": _(
            "Chaque personne qui vote dispose de la même part de l’enveloppe ; les projets sont retenus dans l’ordre "
            "de ce que celles qui les ont choisis peuvent en payer, même s’il leur en manque une partie, tant que "
            "l’enveloppe suffit."
        ),
        "max-welfare": _(
            "De tous les ensembles de projets que l’enveloppe peut payer, c’est celui qui réunit le plus de voix qui "
            "est retenu."
        ),
        "majority-judgment": _(
            "Les projets sont retenus dans l’ordre de leur mention majoritaire, tant que l’enveloppe suffit."
        ),
    }
    return sentences[rules["rule"]]


def _options(rules: Rules) -> Iterator[str]:
    if rules["rule"] in ("equal-shares", "bounded-overspending", "max-welfare"):
        yield (
            _("Un lauréat compte à proportion de son coût.")
            if rules["utility"] == "cost"
            else _("Chaque lauréat compte autant, quel que soit son coût.")
        )
    if rules["rule"] == "equal-shares":
        yield {
            "none": _("L’argent que cela laisse reste dans l’enveloppe."),
            "votes": _("L’argent que cela laisse va aux projets suivants, dans l’ordre des voix."),
            "add1": _(
                "S’il reste de l’argent, toutes les parts grandissent d’un euro à la fois, tant que cela suffit."
            ),
            "add1u": _(
                "S’il reste de l’argent, toutes les parts grandissent d’un euro à la fois, tant que cela suffit ; le "
                "reste va aux projets suivants, dans l’ordre des voix."
            ),
            "phragmen": _("L’argent que cela laisse va aux projets suivants, par la méthode de Phragmén."),
        }[rules["completion"]]


def _minimum(rules: Rules) -> Iterator[str]:
    if rules["min_votes"] > 0:
        yield ngettext("Il faut au moins une voix.", "Il faut au moins %(num)s voix.", rules["min_votes"])


def kept_for_some(rules: Rules, currency: str) -> list[str]:
    """What is reserved or limited, a sentence each, in the order it is applied; [] when nothing is."""
    return [*_reserved(rules, currency), *_by_canton(rules)]


def _reserved(rules: Rules, currency: str) -> Iterator[str]:
    if rules["youth_percent"]:
        up_to = rules["youth_up_to_cents"]
        share = rules["youth_percent"]
        yield (
            _(
                "%(percent)s %% de l’enveloppe vont d’abord aux projets portés par des jeunes qui demandent au plus "
                "%(most)s.",
                percent=share,
                most=money(up_to, currency),
            )
            if up_to
            else _("%(percent)s %% de l’enveloppe vont d’abord aux projets portés par des jeunes.", percent=share)
        )
    above = 0
    for up_to, percent in rules["tranches"]:
        if percent:
            yield _tranche(above, up_to, percent, currency)
        above = up_to
    if rules["canton_shares"]:
        yield _("Le reste est partagé également entre les cantons : chacun a son enveloppe.")
    if rules["youth_percent"] or rules["tranches"] or rules["canton_shares"]:
        yield _("Ce qu’une part réservée laisse revient à tous.")


def _tranche(above: int, up_to: int, percent: int, currency: str) -> str:
    low, high = money(above, currency), money(up_to, currency)
    if not up_to:
        return _("%(percent)s %% vont aux projets de plus de %(low)s.", percent=percent, low=low)
    if not above:
        return _("%(percent)s %% vont aux projets jusqu’à %(high)s.", percent=percent, high=high)
    return _("%(percent)s %% vont aux projets de %(low)s à %(high)s.", percent=percent, low=low, high=high)


def _by_canton(rules: Rules) -> Iterator[str]:
    if rules["first_of_each_canton"]:
        yield _("Le premier projet de chaque canton est retenu avant le classement général.")
    if rules["canton_winners"]:
        yield ngettext(
            "Chaque canton a un lauréat au plus.", "Chaque canton a %(num)s lauréats au plus.", rules["canton_winners"]
        )
