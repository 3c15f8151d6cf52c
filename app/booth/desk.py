"""The voting page as one visitor has it before them: the projects in their order, the tokens they placed."""

from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.booth import keys, queries, visitor
from app.core import clock
from app.core.paging import Page, page_in
from app.core.text import day, money
from app.files.models import StoredFile
from app.files.queries import pictures_of
from app.projects.models import Proposal
from app.projects.shown import for_voters
from app.projects.steps import said
from app.rounds import calendar
from app.rounds import queries as rounds
from app.rounds.models import Phase, PhaseKind, Round
from app.rounds.status import PhaseStatus
from app.rounds.themes import Theme

PAGE = 24  # projects on a page of the list


class Desk:
    """One visitor's view of one round in vote; the projects are read once, on first need."""

    def __init__(self, round_: Round) -> None:
        self.round = round_
        self.rule = queries.ballot_rule(round_)

    @cached_property
    def proposals(self) -> list[Proposal]:
        """The projects on the ballot, in this visitor's order."""
        return queries.shuffled(queries.ballot_proposals(self.round), visitor.seed(self.round))

    @property
    def codes(self) -> list[str]:
        """The codes chosen that are still on the ballot, in the order of choosing."""
        return visitor.choices(self.round, [p.code for p in self.proposals])

    @property
    def chosen(self) -> list[Proposal]:
        """The projects chosen, in the order of choosing."""
        by_code = {p.code: p for p in self.proposals}
        return [by_code[code] for code in self.codes]

    def place(self, proposal: Proposal) -> bool:
        """Put a token; false when none is left."""
        return visitor.place(self.round, proposal.code, self.rule.max)

    @cached_property
    def phase(self) -> Phase | None:
        """The vote phase of the round."""
        return self.round.phase(PhaseKind.VOTE)

    @cached_property
    def is_open(self) -> bool:
        """Whether one can vote now."""
        return calendar.is_open(self.round, PhaseKind.VOTE)

    @property
    def where_it_stands(self) -> str:
        """The mark above the title: until when one can vote, or why one cannot."""
        if self.phase is None:
            return ""
        return (
            calendar.phase_sentence(self.phase)
            if self.is_open
            else calendar.closed_sentence(self.round, PhaseKind.VOTE)
        )

    @property
    def is_complete(self) -> bool:
        """Whether as many tokens are placed as the rulebook asks at least."""
        return self.rule.min <= len(self.codes) <= self.rule.max

    @property
    def has_voted(self) -> bool:
        """Whether a vote was cast from this browser: it holds the receipt."""
        return bool(visitor.receipt(self.round)[0])

    @property
    def standing(self) -> str:
        """Whether one has voted, in words: nobody leaves thinking they did when they did not, or the reverse."""
        if self.has_voted:
            return _("Vous avez voté. Ce nouveau choix ne compte pas tant qu’il n’est pas confirmé.")
        return _("Vous n’avez pas encore voté.")

    @property
    def sentence(self) -> str:
        """Where the vote stands, and what to do next."""
        if self.has_voted:
            return (
                self.standing
                if self.codes
                else _(
                    "Vous avez voté. Pour changer d’avis avant la clôture, posez de nouveau vos jetons et confirmez."
                )
            )
        if self.is_complete:
            return _("Vous n’avez pas encore voté : vérifiez votre choix, puis confirmez avec un code.")
        if self.codes:
            return _("Vous n’avez pas encore voté. Continuez à choisir.")
        return _("Vous n’avez pas encore voté. Posez vos jetons sur les projets que vous préférez.")

    @property
    def placed(self) -> str:
        """How many tokens are placed, and how many are still needed."""
        missing = max(0, self.rule.min - len(self.codes))
        return " ".join(
            [
                _("Jetons posés : %(n)s sur %(size)s.", n=len(self.codes), size=self.rule.max),
                ngettext("Il en manque un.", "Il en manque %(num)s.", missing) if missing else "",
            ]
        ).strip()

    @property
    def full_sentence(self) -> str:
        """What to do when no token is left."""
        return _("Vos %(n)s jetons sont déjà posés. Retirez-en un pour choisir ce projet.", n=self.rule.max)

    @property
    def how_to_vote(self) -> str:
        """The rule of the ballot, in words."""
        if self.rule.kind == "exactly":
            return _(
                "Choisissez %(n)s projets différents, ni plus ni moins. Vous pourrez changer d’avis jusqu’à la "
                "clôture.",
                n=self.rule.max,
            )
        return _(
            "Choisissez jusqu’à %(n)s projets différents. Vous pourrez changer d’avis jusqu’à la clôture.",
            n=self.rule.max,
        )

    @property
    def min_age(self) -> int:
        """The age from which one votes, in years."""
        return rounds.rules_of(self.round)["min_age"]

    @property
    def last_birth_year(self) -> int:
        """The latest year of birth that may vote."""
        return self.round.year - self.min_age

    @cached_property
    def public_key(self) -> str:
        """The key that signs the receipts, "" before anybody asked to vote."""
        return keys.public_of(self.round.public_id)

    def slots(self) -> list[dict[str, Any]]:
        """The choices for the slots macro."""
        return [
            {
                "title": p.title,
                "meta": where(p),
                "url": self.url_of(p),
                "remove_url": url_for("booth.take_back", round=self.round.public_id, number=p.number),
            }
            for p in self.chosen
        ]

    def url_of(self, proposal: Proposal) -> str:
        """The page of a project."""
        return url_for("booth.project", round=self.round.public_id, number=proposal.number)

    def card(self, proposal: Proposal) -> dict[str, Any]:
        """A project for the card macro."""
        return {
            "title": proposal.title,
            "url": self.url_of(proposal),
            "summary": proposal.summary,
            "number": proposal.number,
            "meta": [fact for fact in (where(proposal), proposal.collective) if fact],
            "key": proposal.public_id,
            "picture": self._picture(proposal),
            "theme": proposal.theme.label if proposal.theme else None,
            "tint": proposal.theme,
        }

    @cached_property
    def _photos(self) -> dict[str, StoredFile]:
        return pictures_of(self.proposals)

    def _picture(self, proposal: Proposal) -> dict[str, str] | None:
        photo = self._photos.get(proposal.public_id)
        if photo is None:
            return None
        return {"url": url_for("files.picture", public_id=photo.public_id, version="480.webp"), "alt": photo.alt}

    def page(self, narrow: dict[str, str], number: int) -> Page:
        """The projects of the filters of the address, 24 a page, in this visitor's order."""
        found = queries.narrowed(self.proposals, narrow["theme"], narrow["lieu"], narrow["q"])
        return page_in(found, number, PAGE)

    @property
    def themes(self) -> list[tuple[str, str]]:
        """The themes on the ballot, for the filter."""
        present = {p.theme for p in self.proposals}
        return [("", _("Tous les thèmes")), *((t.value, t.label) for t in Theme if t in present)]

    def neighbours(self, proposal: Proposal) -> tuple[Proposal, Proposal]:
        """The projects before and after, in this visitor's order; the list goes round."""
        at = self.proposals.index(proposal)
        return self.proposals[at - 1], self.proposals[(at + 1) % len(self.proposals)]

    def steps_of(self, proposal: Proposal) -> list[tuple[str, list[dict[str, str]]]]:
        """The frozen answers of a project, grouped by step in their order; the questions in the reader's language."""
        steps: dict[str, list[dict[str, str]]] = {}
        for answer in proposal.answers or []:
            if answer.get("text"):
                line = answer | {"label": said(answer["label"]), "text": for_voters(answer)}
                steps.setdefault(said(answer["step"]), []).append(line)
        return list(steps.items())

    def facts_of(self, proposal: Proposal) -> list[tuple[str, str]]:
        """What is known about a project, in a few lines."""
        lines = [
            (_("Lieu"), where(proposal)),
            (_("Groupe"), proposal.collective),
            (_("Thème"), proposal.theme.label if proposal.theme else ""),
            (_("Demande"), money(proposal.requested_cents, self.round.currency)),
            (_("Budget du projet"), money(proposal.budget_cents, self.round.currency) if proposal.budget_cents else ""),
        ]
        return [(label, value) for label, value in lines if value]


def where(proposal: Proposal) -> str:
    """The place of a project in a word."""
    return proposal.municipality.name if proposal.municipality else proposal.place


def numbered(round: str, number: int) -> tuple[Desk, Proposal] | None:
    """The desk of a round and the project with that number on its ballot."""
    round_ = queries.public_round(round)
    desk = Desk(round_) if round_ else None
    found = next((p for p in desk.proposals if p.number == number), None) if desk else None
    return (desk, found) if desk and found else None


def coming_vote() -> dict[str, str] | None:
    """The next vote that is planned: the name of its round and its first day."""
    round_ = rounds.current_round()
    phase = round_.phase(PhaseKind.VOTE) if round_ else None
    if round_ is None or phase is None or phase.status is not PhaseStatus.PLANNED or phase.starts_at < clock.now():
        return None
    return {"name": round_.name, "day": day(phase.starts_at), "url": url_for("booth.ballot", round=round_.public_id)}
