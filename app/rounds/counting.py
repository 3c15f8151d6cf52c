"""The rules of a round in the words of the rulebook voting/, which counts by them."""

from collections.abc import Mapping
from fractions import Fraction

from app.rounds.presets import Rules
from voting import election
from voting.election import BallotRule, Constraints, GrantRule, Method


def ballot_rule(rules: Rules) -> BallotRule:
    """What a ballot must hold."""
    exact = rules["ballot"] == "exactly"
    return BallotRule("exactly" if exact else "approval", rules["choices"] if exact else 1, rules["choices"])


def rules_to_count(rules: Rules, envelope_cents: int, weights: Mapping[str, int]) -> election.Rules:
    """The whole rulebook, with what each criterion weighs; ValueError when it contradicts itself.

    An empty seed leaves ties in the order of the numbers; without sharing, the floor plays no part.
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
        method=Method(rules["rule"]),  # type: ignore[arg-type]  # the same
        grant=grant,
        budget=envelope_cents,
        constraints=Constraints(min_support=rules["min_votes"]),
        seed=rules["lot_seed"] or None,
    )
