"""What other rules would have given with the very same ballots. Nothing here is written anywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.booth import queries as booth
from app.results.models import Result
from app.results.translation import WEIGHTS, candidates_of
from app.results.workshop import Workshop
from app.rounds.counting import rules_to_count
from app.rounds.presets import PAS_DE_CALAIS, Rules, counted, whole
from voting import election as rulebook
from voting.allocation import RULES as PLAIN
from voting.certificate import digest
from voting.election import Election, Method
from voting.opening import opened
from voting.presets import PRESETS, YOUTH
from voting.result import count
from voting.sentences import Sentence
from voting.statistics import Part, Satisfaction, parts_by, reached, satisfactions
from voting.urn import Urn

SECONDS = 8.0  # a page waits so long; after that it says that the count goes on
HEAVY = {"bounded-overspending", "max-welfare"}  # what they take grows faster than the vote
MOST = 3_000_000  # different ballots times projects those two are asked to go through, when they have no faster way
WORKSHOP = Workshop()


class TooLong(Exception):
    """This count would keep the machine busy for too long."""


@dataclass(frozen=True)
class Outcome:
    """What one set of rules gives. `paid`: winner -> cents, in order of selection; `parts`: by theme and by canton.

    `better`, `worse`, `level`: voters who see more, fewer, as many of their choices win than in the result as it was.
    """

    paid: Mapping[str, int] = field(hash=False)
    satisfaction: Satisfaction
    parts: Mapping[str, tuple[Part, ...]] = field(hash=False)
    better: int
    worse: int
    level: int
    why: Mapping[str, Sentence] = field(hash=False)


class Scene:
    """A counted round at the desk: its candidates, its rules, its result; the ballots are read when they are needed."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.rules = Election.from_dict(result.certificate["election"]).rules
        self.candidates = candidates_of(result.round)
        self.won = {line.proposal.code: line.grant_cents for line in result.lines if line.won}

    def election(self, rules: rulebook.Rules) -> Election:
        """The same projects by other rules; the ballots stay what they were, and so does the order of ties."""
        return Election(self.candidates, replace(rules, ballot=self.rules.ballot, seed=self.rules.seed))

    def key(self, rules: rulebook.Rules) -> str:
        """What the outcome of these rules is remembered by."""
        return digest({"result": self.result.digest, "election": self.election(rules).to_dict()})

    def found(self, rules: rulebook.Rules) -> Outcome | None:
        """The outcome, when it was worked out before."""
        return WORKSHOP.found(self.key(rules))

    def outcome(self, rules: rulebook.Rules) -> Outcome | None:
        """The outcome; None when it takes longer. Raises TooLong for what should not be asked of a web server."""
        key = self.key(rules)
        if (known := WORKSHOP.found(key)) is not None:
            return known
        urn, asked, won = self._urn(), self.election(rules), self.won
        if _is_heavy(asked, urn):
            raise TooLong
        return WORKSHOP.ask(key, lambda: explored(asked, urn, won), SECONDS)

    def _urn(self) -> Urn:
        if self.result.digest not in _URNS:
            _URNS.clear()  # one round at a time: the ballots of a city fill the memory
            _URNS[self.result.digest] = _opened(booth.ballots_of(self.result.round), self.election(self.rules))
        return _URNS[self.result.digest]


_URNS: dict[str, Urn] = {}


def _opened(ballots: Sequence[Any], election: Election) -> Urn:
    """The urn, in the way that serves every rule: as for those that follow each voter."""
    if election.rules.ballot.kind != "judgment":
        election = replace(election, rules=replace(election.rules, method=Method("equal-shares")))
    return opened(ballots, election)


def _is_heavy(election: Election, urn: Urn) -> bool:
    name = election.rules.method.name
    plain = name in HEAVY and urn.rules[name] is PLAIN[name]
    return plain and len(urn.profile.groups) * len(election.candidates) > MOST


def explored(election: Election, urn: Urn, won: Mapping[str, int]) -> Outcome:
    """Count by the rules of the election, and set the winners beside those who won."""
    counted_so = count(election, urn)
    lines = {line.id: line for line in counted_so.lines}
    paid = {one: lines[one].grant for one in counted_so.winners}
    both = reached(urn.profile, [frozenset(won), frozenset(paid)])
    tally = {-1: 0, 0: 0, 1: 0}
    for (_named, before, after), voters in both.items():
        tally[(after > before) - (after < before)] += voters
    return Outcome(
        paid=paid,
        satisfaction=satisfactions(both, 2)[1],
        parts={by: parts_by(by, election, urn.profile, paid) for by in ("theme", "canton")},
        better=tally[1],
        worse=tally[-1],
        level=tally[0],
        why={line.id: line.why for line in counted_so.lines},
    )


# --- which rules ------------------------------------------------------------------------------------------------


def preset_rules(scene: Scene, key: str) -> rulebook.Rules:
    """A programme's rules, for the envelope and the projects of this vote."""
    return PRESETS[key].rules(scene.rules.budget, scene.candidates)


def answers_of(rules: rulebook.Rules) -> Rules:
    """The rules in the words of a rulebook, to fill the form with."""
    return whole({**PAS_DE_CALAIS, **counted(rules)})


def typed_rules(scene: Scene, answers: Mapping[str, Any], envelope_cents: int) -> rulebook.Rules:
    """The rules as typed at the desk; what the form cannot say stays as the vote had it. ValueError for nonsense."""
    rules = rules_to_count(
        whole({**answers_of(scene.rules), **answers}), envelope_cents, weights_of(scene), scene.candidates
    )
    kept = scene.rules.constraints
    limits = replace(rules.constraints, exclusive=kept.exclusive, min_share=kept.min_share)
    return replace(rules, constraints=limits)


def weights_of(scene: Scene) -> Mapping[str, int]:
    """What each criterion weighs: as in the vote, otherwise the same for all."""
    return scene.rules.grant.weights or WEIGHTS


def known_of(scene: Scene) -> frozenset[str]:
    """What is known of the projects of this vote: "canton", "scores", "youth"."""
    found = {
        "canton": any(one.canton for one in scene.candidates),
        "scores": any(one.scores for one in scene.candidates),
        "youth": any(YOUTH in one.tags for one in scene.candidates),
    }
    return frozenset(what for what, there in found.items() if there)
