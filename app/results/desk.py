"""The what-if desk as its pages show it: what each set of rules would have changed, in names, figures and charts."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from markupsafe import Markup

from app.core.text import money, number
from app.results.models import Result
from app.results.numbers import POINTS, Ink, grouped_parts, mean, percent, satisfaction_rows, served_of
from app.results.whatif import Outcome, Scene, TooLong, answers_of, known_of, preset_rules
from app.rounds.presets import PRESETS as PROGRAMMES
from app.rounds.selection_text import kept_for_some, method_in_words
from voting.election import BallotRule, Rules
from voting.presets import PRESETS
from voting.sentences import Sentence, explain

BY_CANTON = ("canton_winners", "first_of_each_canton", "canton_shares")
NAMED_WHY = Markup(
    '{}<div class="data-table__under"><details class="why"><summary>{}<span class="visually-hidden"> ({})</span>'
    "</summary><p>{}</p></details></div>"
)
NAMED = 5  # projects named on a card; the page of the variant names them all


class Variant:
    """One set of rules at the desk, and what it gives once that is worked out."""

    def __init__(self, scene: Scene, rules: Rules, *, name: str, sentence: str = "", key: str = "") -> None:
        self.scene, self.rules, self.name, self.sentence, self.key = scene, rules, name, sentence, key
        self.outcome: Outcome | None = None
        self.is_too_long = False

    @cached_property
    def refusal(self) -> str:
        """Why these rules cannot be tried on the ballots of this vote, in a sentence; "" when they can."""
        known = known_of(self.scene)
        asked: Mapping[str, Any] = PROGRAMMES[self.key] if self.key else {}
        if "canton" not in known and any(asked.get(rule) for rule in BY_CANTON):
            return no_canton()
        return refusal(self.rules, self.scene.rules.ballot, known)

    @cached_property
    def notes(self) -> list[str]:
        """What to bear in mind: where the ballots are not quite what these rules ask for."""
        found = notes(self.rules, self.scene.rules.ballot, known_of(self.scene))
        currency, grant = self.scene.result.round.currency, self.rules.grant
        if self.key and currency != "EUR" and (grant.ceiling or grant.floor):
            found.append(_("Les euros de ce modèle sont lus comme des %(currency)s.", currency=currency))
        return found

    def look(self) -> "Variant":
        """Take the outcome if it is known already."""
        if not self.refusal:
            self.outcome = self.scene.found(self.rules)
        return self

    def count(self) -> "Variant":
        """Ask for the outcome; it may need another asking."""
        if not self.refusal:
            try:
                self.outcome = self.scene.outcome(self.rules)
            except TooLong:
                self.is_too_long = True
        return self

    @property
    def is_waiting(self) -> bool:
        """Whether there is an outcome to ask for."""
        return not self.refusal and not self.is_too_long and self.outcome is None

    @property
    def url(self) -> str:
        """The page of this preset."""
        return url_for("results_staff.preset", round=self.scene.result.round.public_id, key=self.key)

    # --- beside the result as it was ---------------------------------------------------------------------------

    @property
    def paid(self) -> Mapping[str, int]:
        """Winner -> cents."""
        return self.outcome.paid if self.outcome else {}

    @cached_property
    def entering(self) -> list[str]:
        """Who wins here only, in order of selection."""
        return [one for one in self.paid if one not in self.scene.won]

    @cached_property
    def leaving(self) -> list[str]:
        """Who won, and does not here."""
        return [one for one in self.scene.won if one not in self.paid]

    @property
    def is_same(self) -> bool:
        """Whether the winners and their grants are those of the count."""
        return dict(self.paid) == dict(self.scene.won)


class DeskPage:
    """The desk of one counted round."""

    def __init__(self, result: Result) -> None:
        self.result, self.round, self.scene = result, result.round, Scene(result)
        self.lang = str(get_locale() or "fr")[:2]
        self.titles = {line.proposal.code: line.proposal.title for line in result.lines}
        self.votes = {line.proposal.code: line.votes for line in result.lines}

    def money(self, cents: int) -> str:
        """An amount of this round."""
        return money(cents, self.round.currency)

    @property
    def ink(self) -> Ink:
        """How these pages write shares."""
        return Ink(self.lang, self.round.currency, self.scene.rules.ballot.kind in POINTS)

    # --- the variants ------------------------------------------------------------------------------------------

    def preset(self, key: str) -> Variant:
        """One of the presets."""
        known = PRESETS[key]
        rules = preset_rules(self.scene, key)
        return Variant(self.scene, rules, name=known.name(self.lang), sentence=known.sentence(self.lang), key=key)

    @cached_property
    def presets(self) -> list[Variant]:
        """All of them, with what is known already."""
        return [self.preset(key).look() for key in PRESETS]

    def following(self, variant: Variant) -> Variant | None:
        """The next preset after this one that waits to be counted."""
        after = self.presets[list(PRESETS).index(variant.key) + 1 :]
        return next((one for one in after if one.is_waiting), None)

    @property
    def first(self) -> Variant | None:
        """The first preset that waits."""
        return next((one for one in self.presets if one.is_waiting), None)

    def in_words(self, rules: Rules) -> list[str]:
        """The rules in plain sentences."""
        answers = answers_of(rules)
        return [*method_in_words(answers), *kept_for_some(answers, self.round.currency)]

    # --- figures -----------------------------------------------------------------------------------------------

    @property
    def figures(self) -> list[tuple[str, str]]:
        """The result as it was."""
        return [
            (number(len(self.scene.won)), _("lauréats")),
            (self.money(self.granted), _("attribués")),
            (served_of(self.result.statistics, self.lang), _("des votants servis")),
        ]

    @property
    def granted(self) -> int:
        """What was granted, in cents."""
        return sum(self.scene.won.values())

    def summary(self, variant: Variant) -> list[tuple[str, str]]:
        """The three figures of a variant, as for the result."""
        assert variant.outcome  # noqa: S101 (asked for a counted variant only)
        return [
            (number(len(variant.paid)), ngettext("lauréat", "lauréats", len(variant.paid))),
            (self.money(sum(variant.paid.values())), _("attribués")),
            (percent(variant.outcome.satisfaction.served, self.lang), _("des votants servis")),
        ]

    def names(self, codes: Sequence[str]) -> str:
        """A few names in a line, and how many more there are."""
        said = ", ".join(self.titles[one] for one in codes[:NAMED])
        more = len(codes) - NAMED
        return said + (ngettext(" et un autre", " et %(num)s autres", more) if more > 0 else "")

    def beside(self, variant: Variant) -> list[list[str]]:
        """The result as it was and the variant, figure by figure."""
        assert variant.outcome  # noqa: S101
        drawn, was = variant.outcome.satisfaction, self.result.statistics.get("satisfaction", {})
        spent, budget = sum(variant.paid.values()), variant.rules.budget
        return [
            [_("Lauréats"), number(len(self.scene.won)), number(len(variant.paid))],
            [_("Enveloppe"), self.money(self.scene.rules.budget), self.money(budget)],
            [_("Attribué"), self.money(self.granted), self.money(spent)],
            [_("Non attribué"), self.money(self.scene.rules.budget - self.granted), self.money(budget - spent)],
            [
                _("Votants avec au moins un lauréat"),
                served_of(self.result.statistics, self.lang),
                percent(drawn.served, self.lang),
            ],
            [
                _("Lauréats par bulletin, en moyenne"),
                mean(Fraction(was["mean"]), self.lang) if was else "–",
                mean(drawn.mean, self.lang),
            ],
        ]

    def voters_sentence(self, variant: Variant) -> str:
        """Who would have gained and lost."""
        assert variant.outcome  # noqa: S101
        found = variant.outcome
        return _(
            "%(better)s votants verraient davantage de leurs choix retenus, %(worse)s en verraient moins, et pour "
            "%(level)s rien ne changerait.",
            better=number(found.better),
            worse=number(found.worse),
            level=number(found.level),
        )

    def moved(self, codes: Sequence[str], amounts: Mapping[str, int], why: Mapping[str, Sentence]) -> list[list[Any]]:
        """Rows of projects that enter or leave: name and why, votes, money."""
        return [[self._named(one, why.get(one)), number(self.votes[one]), self.money(amounts[one])] for one in codes]

    def _named(self, one: str, why: Sentence | None) -> Any:
        title = self.titles[one]
        if why is None:
            return title
        return NAMED_WHY.format(title, _("Pourquoi\u00a0?"), title, explain(why, self.lang, self.round.currency))

    def changed(self, variant: Variant) -> list[list[str]]:
        """Winners on both sides whose grant is another one."""
        both = [one for one in self.scene.won if variant.paid.get(one, self.scene.won[one]) != self.scene.won[one]]
        return [[self.titles[one], self.money(self.scene.won[one]), self.money(variant.paid[one])] for one in both]

    def parts(self, variant: Variant, by: str) -> list[dict[str, Any]]:
        """Votes, money as it was and money here, for each theme or canton."""
        assert variant.outcome  # noqa: S101
        before = self.result.statistics.get("parts", {}).get(by, [])
        return grouped_parts(variant.outcome.parts.get(by, ()), before, by, self.ink)

    def satisfaction(self, variant: Variant) -> list[dict[str, Any]]:
        """How many voters see none, one, two… of their choices win, as it was and here."""
        assert variant.outcome  # noqa: S101
        was = {int(won): voters for won, voters in self._by_winners().items()}
        return satisfaction_rows([was, variant.outcome.satisfaction.by_winners], self.lang)

    def _by_winners(self) -> Mapping[str, int]:
        found: Mapping[str, int] = self.result.statistics.get("satisfaction", {}).get("by_winners", {})
        return found


def no_canton() -> str:
    """Why rules about cantons cannot be tried where none is known."""
    return _("Ces règles comparent les cantons, et les projets de ce vote n’ont pas de canton connu.")


def refusal(rules: Rules, ballot: BallotRule, known: frozenset[str]) -> str:
    """Why the rules cannot be tried on such ballots, or on such projects; "" when they can."""
    asked, limits = rules.ballot, rules.constraints
    if (ballot.kind == "judgment") != (rules.method.name == "majority-judgment"):
        return _("Les bulletins de ce vote portent des mentions, et ces règles comptent des choix.")
    if ballot.max < asked.min:
        return ngettext(
            "Les bulletins de ce vote portent un projet au plus, et ces règles en demandent au moins %(least)s.",
            "Les bulletins de ce vote portent %(num)s projets au plus, et ces règles en demandent au moins %(least)s.",
            ballot.max,
            least=asked.min,
        )
    by_canton = limits.first_of_each == "canton" or any(quota.by == "canton" for quota in limits.quotas)
    if by_canton and "canton" not in known:
        return no_canton()
    return ""


def notes(rules: Rules, ballot: BallotRule, known: frozenset[str]) -> list[str]:
    """Where the ballots, cast under other rules, are not quite what these ask for."""
    found, asked = [], rules.ballot
    if ballot.max > asked.max:
        found.append(
            _(
                "Ce vote permettait %(had)s projets par bulletin, ces règles en demandent %(asked)s au plus : les "
                "bulletins restent comme ils ont été remplis.",
                had=ballot.max,
                asked=asked.max,
            )
        )
    if ballot.min < asked.min:
        found.append(
            _(
                "Certains bulletins portent moins de projets que ces règles n’en demandent (%(least)s) : ils comptent "
                "quand même.",
                least=asked.min,
            )
        )
    if not ballot.plain:
        found.append(_("Les bulletins de ce vote donnent des points : ils sont comptés comme tels."))
    reserved = {reserve.by for reserve in rules.constraints.reserves}
    if "tag" in reserved and "youth" not in known:
        found.append(_("Aucun projet n’est signalé comme porté par des jeunes : la part des jeunes revient à tous."))
    return found
