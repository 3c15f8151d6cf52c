"""A result as its pages show it: figures, charts, table, sentences. Everything is read from the stored lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from app.core.language import language
from app.core.text import money, number
from app.results.models import Result, ResultLine
from app.results.numbers import POINTS, Ink, mean, part_rows, satisfaction_rows, served_of, stage_sentence
from app.rounds.presets import PAS_DE_CALAIS, counted, whole
from app.rounds.selection_text import kept_for_some, method_in_words
from voting.allocation import Tie
from voting.candidate import WITHDRAWN_COST
from voting.election import Election
from voting.result import tie_sentence
from voting.sentences import Sayable, Sentence, explain

BEYOND = 10  # projects drawn after the last winner
NEAR = 3  # projects named on each side of the line
TONES = 6
NAME = Markup(  # the cell of a project: its name, its place, and why behind a fold
    '<a href="{}">{}</a><div class="data-table__under"><span>{}</span>'
    '<details class="why"><summary>{}<span class="visually-hidden"> ({})</span></summary><p>{}</p></details></div>'
)

OUTCOMES = {
    "selected": lambda: _("Lauréat"),
    "too_dear": lambda: _("Trop cher pour le reste"),
    "stopped": lambda: _("Après l’arrêt"),
    "below_threshold": lambda: _("Pas assez de voix"),
    "withdrawn": lambda: _("Hors concours"),
    "excluded": lambda: _("Incompatible avec un lauréat"),
    "over_quota": lambda: _("Quota atteint"),
    "unsupported": lambda: _("Soutiens insuffisants"),
    "outweighed": lambda: _("Hors du meilleur ensemble"),
}
ROW_TONES = {"selected": "won", "withdrawn": "out"}


@dataclass(frozen=True)
class Agreement:
    """How the count made here compares with the one published elsewhere: titles only here, only there."""

    only_here: list[str]
    only_there: list[str]

    @property
    def is_identical(self) -> bool:
        """Whether the winners are the same."""
        return not self.only_here and not self.only_there


class ResultPage:
    """One result, in the language of the visitor and the currency of the round."""

    def __init__(self, result: Result) -> None:
        self.result, self.round = result, result.round
        self.lang = language()

    @property
    def lines(self) -> Sequence[ResultLine]:
        """The lines, best first; the page of one project does not read the others."""
        return self.result.lines

    @property
    def counted(self) -> dict[str, Any]:
        """What the count came to, as the certificate says it."""
        found: dict[str, Any] = self.result.certificate["result"]
        return found

    @property
    def statistics(self) -> dict[str, Any]:
        """What was worked out at the count about voters and parts; nothing for a count that kept none."""
        return self.result.statistics or {}

    @cached_property
    def unit(self) -> str:
        """What a project receives from the ballots."""
        return _("points") if self.ink.points else _("mentions") if self.kind == "judgment" else _("voix")

    @property
    def kind(self) -> str:
        """The kind of ballot of the vote."""
        return str(self.result.certificate["election"]["rules"]["ballot"]["kind"])

    @property
    def ink(self) -> Ink:
        """How this page writes shares."""
        return Ink(self.lang, self.round.currency, self.kind in POINTS)

    @property
    def unit_title(self) -> str:
        """The same, as the head of a column."""
        return self.unit[:1].upper() + self.unit[1:]

    @property
    def rules_in_words(self) -> list[str]:
        """How projects were chosen, in full sentences."""
        answers = whole({**PAS_DE_CALAIS, **counted(Election.from_dict(self.result.certificate["election"]).rules)})
        return [*method_in_words(answers), *kept_for_some(answers, self.round.currency)]

    def say(self, line: Sayable) -> str:
        """A line of the rulebook as a sentence."""
        return explain(line, self.lang, self.round.currency)

    def money(self, cents: int) -> str:
        """An amount of this round."""
        return money(cents, self.round.currency)

    @cached_property
    def winners(self) -> list[ResultLine]:
        """The lines that won, by rank."""
        return [line for line in self.lines if line.won]

    @property
    def granted(self) -> int:
        """The sum of the grants, in cents."""
        return sum(line.grant_cents for line in self.lines)

    @property
    def figures(self) -> list[tuple[str, str]]:
        """The large numbers at the top."""
        return [
            (number(self.result.ballots), _("votants")),
            (number(len(self.lines)), _("projets soumis au vote")),
            (number(len(self.winners)), _("lauréats")),
            (self.money(self.granted), _("attribués sur %(all)s", all=self.money(self.counted["budget"]))),
        ]

    @property
    def invalid(self) -> str:
        """How many ballots do not count, in words; "" when all do."""
        turnout = self.counted["turnout"]
        blank, void = turnout["blank"], sum(turnout["void"].values())
        return (
            _("%(blank)s bulletins blancs, %(void)s bulletins nuls.", blank=number(blank), void=number(void))
            if blank or void
            else ""
        )

    def bars(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
        """The bars above and below the line, and the largest number of votes."""
        most = max((line.votes for line in self.lines), default=0)
        others = [line for line in self.lines if not line.won][:BEYOND]
        return [self._bar(line) for line in self.winners], [self._bar(line) for line in others], most

    def _bar(self, line: ResultLine) -> dict[str, Any]:
        return {
            "label": line.proposal.title,
            "value": line.votes,
            "tone": "won" if line.won else "lost",
            "url": self.url_of(line),
        }

    def split(self) -> list[dict[str, Any]]:
        """The envelope: what each theme receives (or the winners together, without themes), and what is left."""
        by_theme: dict[str, int] = {}
        for line in self.winners:
            label = line.proposal.theme.label if line.proposal.theme else _("Lauréats")
            by_theme[label] = by_theme.get(label, 0) + line.grant_cents
        ranked = sorted(by_theme.items(), key=lambda part: (-part[1], part[0]))
        if len(ranked) > TONES - 1:
            ranked = [*ranked[: TONES - 2], (_("Autres thèmes"), sum(cents for _label, cents in ranked[TONES - 2 :]))]
        ranked.append((_("Non attribué"), self.counted["budget"] - self.granted))
        return [{"label": label, "value": cents, "display": self.money(cents)} for label, cents in ranked if cents]

    @property
    def headers(self) -> list[str]:
        """The columns of the table."""
        return [_("Rang"), _("Projet"), self.unit_title, _("Issue"), _("Subvention")]

    def rows(self) -> list[dict[str, Any]]:
        """The table: one row per project, with its sentences."""
        return [{"cells": self._cells(line), "tone": ROW_TONES.get(line.outcome, "lost")} for line in self.lines]

    def _cells(self, line: ResultLine) -> list[Any]:
        title = line.proposal.title
        name = NAME.format(
            self.url_of(line), title, self.place_of(line), _("Pourquoi\u00a0?"), title, self.sentence_of(line)
        )
        return [
            number(line.position),
            name,
            number(line.votes),
            OUTCOMES[line.outcome](),
            self.money(line.grant_cents) if line.won else "–",
        ]

    def sentence_of(self, line: ResultLine) -> str:
        """Why, on which envelope, and what would have changed it."""
        said = [self.say(line.why), self.stage_of(line), *(self.say(margin) for margin in line.margins)]
        return " ".join(sentence for sentence in said if sentence)

    def stage_of(self, line: ResultLine) -> str:
        """The envelope that made it a winner, in a sentence; "" for the common one."""
        return stage_sentence(line.stage, self.round.currency) if line.won else ""

    @staticmethod
    def place_of(line: ResultLine) -> str:
        """The commune, or the place an import gives."""
        proposal = line.proposal
        return proposal.municipality.name if proposal.municipality else proposal.place

    def url_of(self, line: ResultLine) -> str:
        """The page of the line: the arithmetic of its grant."""
        return url_for("results.line", round=self.round.public_id, number=line.proposal.number)

    def near_the_line(self) -> list[dict[str, Any]]:
        """The winners and the others that the least would have moved, with why and what would have changed it."""
        return [
            {
                "title": line.proposal.title,
                "url": self.url_of(line),
                "won": line.won,
                "why": self.say(line.why),
                "margins": [self.say(margin) for margin in line.margins],
            }
            for line in self._near()
        ]

    def _near(self) -> list[ResultLine]:
        if any("margins" in line.facts for line in self.lines):
            near = [line for line in self.lines if line.facts.get("margins")]
            return sorted(near, key=lambda line: (not line.won, line.position))
        found = []
        for won, key in ((True, "fewer"), (False, "more")):
            close = sorted(
                (int(m.values[key]), line.position, line)
                for line in self.lines
                if line.won is won and (m := line.margin) and key in m.values
            )
            found += [line for _votes, _position, line in close[:NEAR]]
        return found

    def ties(self) -> list[str]:
        """What the ties changed, or may have; those that changed nothing are left to the certificate."""
        names = {line.proposal.code: line.proposal.title for line in self.lines}
        known = [Tie(tie["votes"], tuple(tie["ids"]), tie["decisive"]) for tie in self.counted["ties"]]
        said = [tie_sentence(tie, names) for tie in known if tie.decisive is not False]
        unit = {"unit": "points"} if self.ink.points else {}
        return [self.say(Sentence(sentence.code, {**sentence.values, **unit})) for sentence in said]

    # --- what the voters see ------------------------------------------------------------------------------------

    @property
    def served(self) -> str:
        """The share of voters with at least one winner, in a sentence; "" for a count that kept no statistics."""
        found = self.statistics.get("satisfaction")
        if not found or not found["voters"]:
            return ""
        return _(
            "%(share)s des votants ont au moins un de leurs choix parmi les lauréats ; en moyenne, un bulletin en "
            "compte %(mean)s.",
            share=served_of(self.statistics, self.lang),
            mean=mean(Fraction(found["mean"]), self.lang),
        )

    def satisfaction(self) -> list[dict[str, Any]]:
        """How many voters see none, one, two… of their choices win."""
        found = self.statistics.get("satisfaction", {}).get("by_winners", {})
        return satisfaction_rows([{int(won): voters for won, voters in found.items()}], self.lang) if found else []

    def parts(self, by: str) -> list[dict[str, Any]]:
        """Money beside votes, for each theme or canton; [] when there is nothing to compare."""
        parts = self.statistics.get("parts", {}).get(by, [])
        return part_rows(parts, by, self.ink) if len(parts) > 1 else []

    @cached_property
    def agreement(self) -> Agreement | None:
        """For an imported round whose file gives the official winners: how they compare."""
        official = (self.result.certificate.get("source") or {}).get("official_selected")
        if official is None:
            return None
        titles = {line.proposal.code: line.proposal.title for line in self.lines}
        here = {line.proposal.code for line in self.winners}
        return Agreement(
            [titles[code] for code in titles if code in here - set(official)],
            [titles[code] for code in titles if code in set(official) - here],
        )

    @cached_property
    def votes_agree(self) -> bool | None:
        """Whether every project has the votes its file publishes; None when the file publishes none."""
        official = (self.result.certificate.get("source") or {}).get("official_votes")
        return None if official is None else official == {line.proposal.code: line.votes for line in self.lines}

    def requested(self, line: ResultLine) -> str:
        """What the project asked for; withdrawn projects of a file carry no real amount."""
        cents = line.proposal.requested_cents
        return "–" if cents == WITHDRAWN_COST else self.money(cents)
