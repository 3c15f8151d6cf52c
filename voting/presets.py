"""The rules of real programmes, ready to start from or to compare on past ballots.

Facts come from the rules and results each département published. Where they are silent a choice was made, said in
the docstring of each; everywhere a winner has a vote, and a project too dear for what is left is passed over.
No preset holds a seed: a round adds its own (`dataclasses.replace`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from voting.candidate import Candidate
from voting.constraints import Constraints, Quota, Reserve
from voting.election import BallotRule, GrantRule, Method, Rules

YOUTH = "youth"
"""The tag (`Candidate.tags`) of the projects a youth share is open to."""

EUROS = 100  # cents
Build = Callable[[int, Sequence[Candidate]], Rules]


@dataclass(frozen=True)
class Preset:
    """A programme's rules; `french` and `english` hold its name and one sentence."""

    key: str
    build: Build
    french: tuple[str, str]
    english: tuple[str, str]

    def name(self, lang: str) -> str:
        """What to call it, in "fr" or "en" (KeyError for another language)."""
        return {"fr": self.french, "en": self.english}[lang][0]

    def sentence(self, lang: str) -> str:
        """What it does, in one sentence."""
        return {"fr": self.french, "en": self.english}[lang][1]

    def rules(self, budget: int, candidates: Sequence[Candidate]) -> Rules:
        """The rules for an envelope in cents; `candidates` tell the cantons, the criteria, how many may be chosen."""
        return self.build(budget, candidates)


def pas_de_calais(budget: int, candidates: Sequence[Candidate]) -> Rules:
    """Exactly 3; 4,500 to 20,000 € by votes, up to what the criteria earn (as in 2018, by votes alone, without scores).

    Chosen: criteria weigh the same; 80 % of the project's budget at most; whole hundreds of euros, and what rounding
    leaves goes by votes.
    """
    criteria = sorted({name for candidate in candidates for name in candidate.scores})
    grant = GrantRule(
        mode="criteria_votes" if criteria else "votes",
        floor=4_500 * EUROS,
        ceiling=20_000 * EUROS,
        max_share=Fraction(4, 5),
        step=100 * EUROS,
        weights=dict.fromkeys(criteria, 1),
        leftover="by_votes",
    )
    return _rules(BallotRule("exactly", 3, 3), budget, grant=grant)


def gers(budget: int, candidates: Sequence[Candidate]) -> Rules:
    """Exactly 3 (2024: 56,448 votes of 18,816 voters); 50,000 € at most; tranches of the second edition: 10 % for the
    young, 15 % for projects up to 5,000 €, 45 % up to 20,000 €, 30 % above (budgetparticipatif.gers.fr).

    Chosen: one youth envelope (they have two equal ones), for youth projects up to their ceiling of 25,000 €; what a
    tranche leaves goes to the best ranked of all.
    """
    reserves = (
        _youth(budget, up_to=25_000),
        Reserve("small", budget * 15 // 100, up_to=5_000 * EUROS),
        Reserve("middle", budget * 45 // 100, above=5_000 * EUROS, up_to=20_000 * EUROS),
        Reserve("large", budget * 30 // 100, above=20_000 * EUROS),
    )
    grant = GrantRule(ceiling=50_000 * EUROS)
    return _rules(BallotRule("exactly", 3, 3), budget, grant=grant, reserves=reserves)


def landes(budget: int, candidates: Sequence[Candidate]) -> Rules:
    """10 % for the young (30,000 € at most), the rest in equal envelopes, one a canton; 50,000 € at most.

    Chosen: the promise of two projects a canton as money, since 90 % of 1.5 M€ over 15 cantons is 90,000 € each;
    what a canton leaves goes to the best ranked of all; up to 3 projects on a ballot.
    """
    cantons = sorted({candidate.canton for candidate in candidates if candidate.canton})
    youth = _youth(budget, up_to=30_000)
    each = (budget - youth.amount) // max(1, len(cantons))
    reserves = (youth, *(Reserve(canton, each, "canton", canton) for canton in cantons))
    grant = GrantRule(ceiling=50_000 * EUROS)
    return _rules(BallotRule("approval", 1, 3), budget, grant=grant, reserves=reserves)


def lot_et_garonne(budget: int, candidates: Sequence[Candidate]) -> Rules:
    """Exactly 3; 10 % for the young; the most voted of each canton first, then the ranking until the envelope is spent.

    Chosen: the youth share is given first, and a canton it gave a winner to has had its first; a winner receives what
    it asks.
    """
    return _rules(BallotRule("exactly", 3, 3), budget, reserves=(_youth(budget),), first_of_each="canton")


def dordogne(budget: int, candidates: Sequence[Candidate]) -> Rules:
    """From 3 to 6; 10 % for the young; at least one winner in each canton; 12,000 € at most (2020).

    Chosen: the order, as in Lot-et-Garonne.
    """
    grant = GrantRule(ceiling=12_000 * EUROS)
    return _rules(BallotRule("approval", 3, 6), budget, grant=grant, reserves=(_youth(budget),), first_of_each="canton")


def meuse(budget: int, candidates: Sequence[Candidate]) -> Rules:
    """One winner a canton, by votes (jeparticipe.meuse.fr).

    Chosen: one and no more (read as "at least one", it is Lot-et-Garonne without the youth share); up to 3 on a ballot.
    A project of no canton competes without that limit.
    """
    return _rules(BallotRule("approval", 1, 3), budget, quotas=(Quota("canton", count=1),))


def equal_shares(budget: int, candidates: Sequence[Candidate]) -> Rules:
    """As many projects as one likes; equal shares, raised by one euro a voter while it fits (add1), then by votes."""
    method = Method("equal-shares", completion="add1u", increment=1 * EUROS)
    return _rules(BallotRule("approval", 1, max(1, len(candidates))), budget, method=method)


def free(budget: int, candidates: Sequence[Candidate]) -> Rules:
    """Up to 3, the most voted first while the money lasts, each receiving what it asks. The plainest there is."""
    return _rules(BallotRule("approval", 1, 3), budget)


def _rules(
    ballot: BallotRule, budget: int, *, method: Method | None = None, grant: GrantRule | None = None, **limits: Any
) -> Rules:
    """Ranking by votes, and grants of what is asked, unless said otherwise; `limits`: fields of `Constraints`."""
    constraints = Constraints(min_support=1, **limits)
    return Rules(ballot, method or Method("greedy"), grant or GrantRule(), budget, constraints)


def _youth(budget: int, up_to: int | None = None) -> Reserve:
    """A tenth of the envelope, for the projects of the young, up to so many euros each."""
    return Reserve(YOUTH, budget // 10, "tag", YOUTH, up_to=None if up_to is None else up_to * EUROS)


_ALL = (
    Preset(
        "pas-de-calais",
        pas_de_calais,
        (
            "Pas-de-Calais",
            "Trois projets exactement par bulletin\u00a0; les projets sont retenus dans l’ordre des voix et"
            " reçoivent de 4\u202f500 à 20\u202f000\u00a0€ selon leurs voix, dans la limite de ce que valent leurs"
            " critères.",
        ),
        (
            "Pas-de-Calais",
            "Exactly three projects on a ballot; projects win in the order of votes and receive from €4,500 to"
            " €20,000 by their votes, up to what their criteria earn.",
        ),
    ),
    Preset(
        "gers",
        gers,
        (
            "Gers",
            "Trois projets exactement par bulletin\u00a0; une enveloppe pour les jeunes et une pour chaque taille"
            " de projet, puis le reste aux projets qui ont le plus de voix.",
        ),
        (
            "Gers",
            "Exactly three projects on a ballot; one envelope for the young and one for each size of project,"
            " then what is left goes to the projects with most votes.",
        ),
    ),
    Preset(
        "landes",
        landes,
        (
            "Landes",
            "Un à trois projets par bulletin\u00a0; 10\u00a0% de l’enveloppe pour les jeunes, le reste partagé"
            " également entre les cantons, puis ce qu’ils laissent aux projets qui ont le plus de voix.",
        ),
        (
            "Landes",
            "One to three projects on a ballot; 10% of the money for the young, the rest shared equally among the"
            " cantons, then what they leave goes to the projects with most votes.",
        ),
    ),
    Preset(
        "lot-et-garonne",
        lot_et_garonne,
        (
            "Lot-et-Garonne",
            "Trois projets exactement par bulletin\u00a0; 10\u00a0% de l’enveloppe pour les jeunes, puis le"
            " premier projet de chaque canton, puis l’ordre des voix.",
        ),
        (
            "Lot-et-Garonne",
            "Exactly three projects on a ballot; 10% of the money for the young, then the first project of each"
            " canton, then the order of votes.",
        ),
    ),
    Preset(
        "dordogne",
        dordogne,
        (
            "Dordogne",
            "Trois à six projets par bulletin\u00a0; 10\u00a0% de l’enveloppe pour les jeunes, puis le premier"
            " projet de chaque canton, puis l’ordre des voix, avec 12\u202f000\u00a0€ au plus par projet.",
        ),
        (
            "Dordogne",
            "Three to six projects on a ballot; 10% of the money for the young, then the first project of each"
            " canton, then the order of votes, with €12,000 at most for a project.",
        ),
    ),
    Preset(
        "meuse",
        meuse,
        (
            "Meuse",
            "Un à trois projets par bulletin\u00a0; un seul lauréat par canton, celui qui a le plus de voix.",
        ),
        (
            "Meuse",
            "One to three projects on a ballot; a single winner in each canton, the one with most votes.",
        ),
    ),
    Preset(
        "equal-shares",
        equal_shares,
        (
            "Parts égales",
            "Autant de projets que l’on veut par bulletin\u00a0; chaque votant dispose d’une part égale de"
            " l’enveloppe et la dépense avec ceux qui soutiennent les mêmes projets, pour que chaque groupe"
            " obtienne sa part.",
        ),
        (
            "Equal shares",
            "As many projects as one likes on a ballot; every voter holds an equal share of the money and spends"
            " it together with those who support the same projects, so that each group obtains its part.",
        ),
    ),
    Preset(
        "free",
        free,
        (
            "Libre",
            "Un à trois projets par bulletin\u00a0; les projets sont retenus dans l’ordre des voix tant qu’il"
            " reste de l’argent, chacun pour ce qu’il demande.",
        ),
        (
            "Free",
            "One to three projects on a ballot; projects win in the order of votes while the money lasts, each"
            " for what it asks.",
        ),
    ),
)
PRESETS: Mapping[str, Preset] = {preset.key: preset for preset in _ALL}
"""By key, in the order to show them: the programme's own first, the plainest last."""
