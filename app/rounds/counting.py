"""The rules of a round in the words of the rulebook voting/, which counts by them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from app.rounds.models import Round
from app.rounds.presets import Rules
from voting import election
from voting.election import BallotRule, Candidate, Constraints, GrantRule, Method, Quota, Reserve
from voting.presets import YOUTH

Weigher: TypeAlias = Callable[[Round], Mapping[str, int]]
WEIGHERS: list[Weigher] = []


def weigh(function: Weigher) -> Weigher:
    """Register what each criterion of a round weighs: the grids of reviews, which stand above."""
    WEIGHERS.append(function)
    return function


def weights_of(round: Round) -> dict[str, int]:
    """What each criterion weighs in the count of that round, by its key."""
    return {key: weight for weigher in WEIGHERS for key, weight in weigher(round).items()}


def ballot_rule(rules: Rules) -> BallotRule:
    """What a ballot must hold."""
    exact = rules["ballot"] == "exactly"
    least = rules["choices"] if exact else min(rules["min_choices"], rules["choices"])
    return BallotRule("exactly" if exact else "approval", least, rules["choices"])


def rules_to_count(
    rules: Rules, envelope_cents: int, weights: Mapping[str, int], candidates: Sequence[Candidate] = ()
) -> election.Rules:
    """The whole rulebook, with what each criterion weighs; ValueError when it contradicts itself.

    An empty seed leaves ties in the order of the numbers; without sharing, the floor plays no part. The candidates tell
    the cantons among which what is left is shared.
    """
    free = rules["grant_mode"] == "requested"
    grant = GrantRule(
        mode=rules["grant_mode"],  # type: ignore[arg-type]  # GrantRule refuses any other word
        floor=0 if free else rules["floor_cents"],
        ceiling=rules["ceiling_cents"] or None,
        max_share=Fraction(rules["max_share_percent"], 100) if rules["max_share_percent"] else None,
        step=max(1, rules["step_cents"]),
        weights=weights,
        leftover=rules["leftover"],  # type: ignore[arg-type]  # the same
    )
    return election.Rules(
        ballot=ballot_rule(rules),
        method=_method(rules),
        grant=grant,
        budget=envelope_cents,
        constraints=Constraints(
            min_support=rules["min_votes"],
            quotas=(Quota("canton", count=rules["canton_winners"]),) if rules["canton_winners"] else (),
            reserves=tuple(_reserves(rules, envelope_cents, candidates)),
            first_of_each="canton" if rules["first_of_each_canton"] else None,
        ),
        seed=rules["lot_seed"] or None,
    )


def _method(rules: Rules) -> Method:
    return Method(
        rules["rule"],  # type: ignore[arg-type]  # Method refuses any other word
        utility=rules["utility"],  # type: ignore[arg-type]  # the same
        completion=rules["completion"],  # type: ignore[arg-type]  # the same
    )


def _reserves(rules: Rules, envelope: int, candidates: Sequence[Candidate]) -> Iterator[Reserve]:
    """The young first, then the tranches, then what is left in equal parts, one a canton."""
    left = envelope
    if rules["youth_percent"]:
        amount = envelope * rules["youth_percent"] // 100
        yield Reserve(YOUTH, amount, "tag", YOUTH, up_to=rules["youth_up_to_cents"] or None)
        left -= amount
    above = 0
    for up_to, percent in rules["tranches"]:
        amount = envelope * percent // 100
        yield Reserve(f"tranche:{above}:{up_to}", amount, above=above, up_to=up_to or None)
        above, left = up_to, left - amount
    cantons = sorted({candidate.canton for candidate in candidates if candidate.canton})
    if rules["canton_shares"]:
        for canton in cantons:
            yield Reserve(canton, left // len(cantons), "canton", canton)
