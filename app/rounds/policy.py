"""Who may do what with a round; and the rule other features build on: something is possible during a phase."""

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.policy import has_no_interest, is_staff, is_staff_everywhere
from app.core.policy import Rule, allow, needs_fresh
from app.rounds import calendar
from app.rounds.models import Phase, PhaseKind, Round
from app.rounds.status import RoundStatus


def during(kind: PhaseKind, of: Callable[[Any], Round | None] = lambda subject: subject.round) -> Rule:
    """The round of the subject (`of` finds it) has its phase of that kind open now; says which phase otherwise."""

    def holds(_actor: Any, subject: Any) -> bool:
        round_ = of(subject)
        return round_ is not None and calendar.is_open(round_, kind)

    return Rule(holds, f"during {kind}", says=lambda subject: calendar.closed_sentence(of(subject), kind))


is_public = Rule(lambda _actor, round_: round_.status is not RoundStatus.DRAFT, "published")
is_draft = Rule(
    lambda _actor, round_: round_.status is RoundStatus.DRAFT,
    "draft",
    says=_("Cette édition est publiée : ses dates et son enveloppe ne changent plus ici."),
)
is_not_archived = Rule(
    lambda _actor, round_: round_.status is not RoundStatus.ARCHIVED,
    "not archived",
    says=_("Cette édition est archivée : ses thèmes ne changent plus."),
)
is_of_public_round = Rule(
    lambda _actor, phase: phase.round.status is RoundStatus.PUBLISHED,
    "of a public round",
    says=_("L’édition n’est pas publiée : publiez-la avant d’ouvrir une phase."),
)
STAKES: list[Rule] = []  # "has no stake in this round", as later features can tell; they add their rule here


def _without_stake(actor: Any, phase: Phase) -> bool:
    return phase.kind is not PhaseKind.VOTE or all(rule(actor, phase.round) for rule in STAKES)


has_no_stake = Rule(
    _without_stake,
    "no stake in the vote",
    says=_(
        "Vous êtes de l’équipe d’un projet de cette édition, ou vous y avez déclaré un lien d’intérêt : une autre "
        "personne du programme doit clore son vote."
    ),
)
is_another_person = Rule(
    lambda actor, phase: actor is not None and actor.id != phase.close_requested_by_id,
    "another person",
    says=_("Vous avez demandé cette clôture : une autre personne de l’équipe doit la confirmer."),
)

allow(
    round__see=is_public | is_staff,
    round__manage=is_staff,
    round__create=is_staff_everywhere,
    round__edit=is_staff & is_draft,
    round__publish=is_staff,
    round__write_themes=is_staff & is_not_archived,
    round__archive=is_staff,
    rulebook__publish=is_staff & has_no_interest,
    phase__open=is_staff & is_of_public_round,
    phase__reschedule=is_staff,
    phase__request_close=is_staff & has_no_stake,
    phase__keep_open=is_staff,
    phase__close=is_staff & is_another_person & has_no_stake,
)
needs_fresh("phase.request_close", "phase.close")
