"""How winners and grants are chosen, as a form: shared by the rulebook of a round and the what-if desk."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.i18n import translations
from wtforms import BooleanField, Form, IntegerField, ValidationError

from app.rounds.fields import AnswerField, LimitField, choice, euros, limit, whole

SCORED = ("criteria", "criteria_votes")
PER_EURO = "greedy-per-euro"  # the one answer that stands for a rule and its utility
TRANCHES = ("small", "middle", "large")

RULES = {  # answer: its name, and what it does in a sentence
    "greedy": (
        _("Dans l’ordre des voix"),
        _("Les projets qui ont le plus de voix d’abord. Celui qui coûte plus que ce qui reste est passé."),
    ),
    "greedy-stop": (
        _("Dans l’ordre des voix, jusqu’au premier trop cher"),
        _("Au premier projet que le reste ne peut pas payer, on s’arrête, même s’il reste de l’argent."),
    ),
    PER_EURO: (
        _("Dans l’ordre des voix par euro"),
        _("Les voix sont divisées par le coût : davantage de projets, plus petits."),
    ),
    "equal-shares": (
        _("Parts égales"),
        _(
            "Chaque votant dispose de la même part de l’enveloppe. Un projet est retenu quand ceux qui l’ont choisi "
            "peuvent le payer ensemble : chaque groupe obtient sa part."
        ),
    ),
    "phragmen": (
        _("Phragmén"),
        _(
            "Chaque votant gagne de l’argent au même rythme. Un projet est retenu dès que ceux qui l’ont choisi ont de "
            "quoi le payer."
        ),
    ),
    "bounded-overspending": (
        _("Parts égales, avec dépassement"),
        _(
            "Comme les parts égales, mais un projet peut être retenu quand ceux qui l’ont choisi n’en paient qu’une "
            "partie : presque toute l’enveloppe est dépensée."
        ),
    ),
    "max-welfare": (
        _("Le meilleur ensemble"),
        _(
            "De tous les ensembles de projets que l’enveloppe peut payer, celui qui réunit le plus de voix. Une "
            "majorité peut tout obtenir."
        ),
    ),
}
LEARNED = ("phragmen", "bounded-overspending", "max-welfare")  # folded: few programmes use them
MODES = {
    "requested": (_("La somme demandée"), _("Chaque lauréat reçoit ce qu’il demande, jusqu’au plafond.")),
    "criteria": (_("Selon les notes du comité"), _("Plus les notes sont bonnes, plus la subvention est grande.")),
    "votes": (_("Selon les voix"), _("L’enveloppe est partagée en proportion des voix.")),
    "criteria_votes": (
        _("Selon les notes et les voix"),
        _("L’enveloppe est partagée par les voix, dans la limite de ce que valent les notes."),
    ),
}


def _titles(options: dict[str, tuple[Any, Any]]) -> dict[str, Any]:
    return {value: title for value, (title, _sentence) in options.items()}


def _sentences(options: dict[str, tuple[Any, Any]]) -> dict[str, Any]:
    return {value: sentence for value, (_title, sentence) in options.items()}


class SelectionForm(Form):
    """The rule, its options, what is reserved or limited, and the grants."""

    class Meta:
        def get_translations(self, _form: Form) -> Any:
            """The words of FlaskForm: the desk's form is none, and speaks French too."""
            return translations

    sentences = {"rule": _sentences(RULES), "grant_mode": _sentences(MODES)}
    learned = LEARNED
    rule = choice(_("Comment les projets sont choisis"), "", **_titles(RULES))
    min_votes = whole(
        _("Voix nécessaires"), _("Un projet qui en a moins n’est pas aidé, même s’il reste de l’argent."), 0, 10_000
    )
    utility = choice(
        _("Ce qu’un lauréat apporte à ceux qui l’ont choisi"),
        _("Sert aux parts égales et au meilleur ensemble."),
        cost=_("Autant que l’argent qu’il reçoit : un grand projet compte davantage"),
        cardinality=_("La même chose pour tous : les petits projets passent plus facilement"),
    )
    completion = choice(
        _("L’argent que les parts égales laissent"),
        "",
        none=_("Reste dans l’enveloppe"),
        votes=_("Va aux projets suivants, dans l’ordre des voix"),
        add1=_("Agrandit toutes les parts, un euro à la fois, tant que l’enveloppe suffit"),
        add1u=_("Agrandit toutes les parts, puis va aux projets suivants dans l’ordre des voix"),
        phragmen=_("Va aux projets suivants, par la méthode de Phragmén"),
    )
    canton_winners = whole(_("Lauréats par canton, au plus"), _("0 : pas de limite."), 0, 100)
    first_of_each_canton = BooleanField(
        _("Le premier de chaque canton d’abord"),
        description=_("Le projet de chaque canton qui a le plus de voix est retenu avant tous les autres."),
    )
    canton_shares = BooleanField(
        _("Une enveloppe par canton"),
        description=_("L’argent est partagé également entre les cantons ; ce qu’un canton laisse revient à tous."),
    )
    youth_percent = whole(
        _("Part réservée aux jeunes, en %"),
        _("Pour les projets portés par des jeunes ; ce qu’elle laisse revient à tous. 0 : pas de part réservée."),
        0,
        50,
    )
    youth_up_to = limit(_("Plafond de cette part, en euros"), _("La part est ouverte aux projets qui demandent moins."))
    small_up_to = limit(_("Petits projets : jusqu’à, en euros"))
    small_percent = whole(_("Leur part, en %"), "", 0, 100)
    middle_up_to = limit(_("Moyens projets : jusqu’à, en euros"))
    middle_percent = whole(_("Leur part, en %"), "", 0, 100)
    large_percent = whole(_("Grands projets, au-dessus : leur part, en %"), "", 0, 100)
    grant_mode = choice(_("Montant accordé"), "", **_titles(MODES))
    floor = limit(_("Plancher, en euros"), _("Aucune subvention n’est plus petite. Vide : pas de plancher."))
    ceiling = limit(
        _("Plafond, en euros"), _("Aucune subvention n’est plus grande, ni que la demande. Vide : pas de plafond.")
    )
    max_share_percent = whole(
        _("Part maximale du budget, en %"), _("La subvention ne couvre pas davantage du budget du projet."), 1, 100
    )
    step = euros(_("Pas d’arrondi, en euros"), _("Chaque montant est arrondi à un multiple de ce pas, vers le bas."))
    leftover = choice(
        _("Ce que l’arrondi laisse"),
        _("Dit à qui va l’argent que les arrondis libèrent."),
        none=_("Reste dans l’enveloppe"),
        by_votes=_("Aux projets qui ont le plus de voix"),
        by_rank=_("Aux premiers du classement"),
    )

    def validate_floor(self, field: LimitField) -> None:
        """The floor stays below the ceiling."""
        if field.data and self.ceiling.data and field.data > self.ceiling.data:
            raise ValidationError(_("Le plancher est plus haut que le plafond."))

    def validate_grant_mode(self, field: AnswerField) -> None:
        """What scores earn lies between a floor and a ceiling."""
        if field.data in SCORED and not self.ceiling.data and not self.ceiling.errors:
            raise ValidationError(_("Les notes du comité comptent : écrivez le plafond, ce que valent les meilleures."))

    def validate_middle_up_to(self, field: LimitField) -> None:
        """The sizes follow each other."""
        if field.data and field.data <= (self.small_up_to.data or 0):
            raise ValidationError(_("Les moyens projets vont au-delà des petits : écrivez un montant plus grand."))

    def validate_small_percent(self, field: IntegerField) -> None:
        """A share needs its size."""
        if field.data and not self.small_up_to.data:
            raise ValidationError(_("Écrivez d’abord jusqu’à combien va un petit projet."))

    def validate_middle_percent(self, field: IntegerField) -> None:
        """The same for the middle."""
        if field.data and not self.middle_up_to.data:
            raise ValidationError(_("Écrivez d’abord jusqu’à combien va un moyen projet."))

    def validate_large_percent(self, _field: IntegerField) -> None:
        """All the shares are parts of one envelope."""
        kept = (self.youth_percent, *(self[f"{size}_percent"] for size in TRANCHES))
        if sum(each.data or 0 for each in kept) > 100:
            raise ValidationError(_("Les parts réservées dépassent l’enveloppe entière : diminuez l’une d’elles."))

    def unfolded(self, *names: str) -> bool:
        """Whether one of these answers is not the usual one, or is to be corrected: its fold is open then."""
        usual: tuple[Any, ...] = (0, None, False, "none", "cost")
        return any(self[name].errors or self[name].data not in usual for name in names)

    def selection(self) -> dict[str, Any]:
        """The answers in the words of a rulebook (presets.Rules)."""
        names = ("min_votes", "completion", "canton_winners", "youth_percent", "max_share_percent", "leftover")
        more = ("first_of_each_canton", "canton_shares", "grant_mode")
        amounts = ("youth_up_to", "floor", "ceiling", "step")
        return {
            **{name: self[name].data for name in (*names, *more)},
            **{f"{name}_cents": self[name].data or 0 for name in amounts},
            **rule_of(self.rule.data, self.utility.data),
            "tranches": self._tranches(),
        }

    def _tranches(self) -> list[list[int]]:
        sizes = [(self.small_up_to.data, self.small_percent.data), (self.middle_up_to.data, self.middle_percent.data)]
        found = [[up_to, percent or 0] for up_to, percent in sizes if up_to]
        if self.large_percent.data:
            found.append([0, self.large_percent.data])
        return found if any(percent for _up_to, percent in found) else []


def rule_of(answer: str, utility: str) -> dict[str, str]:
    """The rule and the utility an answer stands for: ranking looks at votes, or at votes per euro."""
    if answer == PER_EURO:
        return {"rule": "greedy", "utility": "cardinality"}
    return {"rule": answer, "utility": "cost" if answer in ("greedy", "greedy-stop") else utility}


def answer_of(rule: str, utility: str) -> str:
    """Back from `rule_of`."""
    return PER_EURO if rule in ("greedy", "greedy-stop") and utility == "cardinality" else rule


def selection_from(rules: Any) -> dict[str, Any]:
    """The rules as the data of a SelectionForm."""
    tranches = rules["tranches"]
    bounded = [tuple(each) for each in tranches if each[0]] + [(0, 0), (0, 0)]
    (small, small_percent), (middle, middle_percent) = bounded[:2]
    amounts = ("youth_up_to", "floor", "ceiling", "step")
    return {
        **{name: rules[f"{name}_cents"] for name in amounts},
        "rule": answer_of(rules["rule"], rules["utility"]),
        "small_up_to": small,
        "small_percent": small_percent,
        "middle_up_to": middle,
        "middle_percent": middle_percent,
        "large_percent": next((percent for up_to, percent in tranches if not up_to), 0),
    }
