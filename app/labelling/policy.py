"""Who prepares, announces, reads a letter, contests and hears: never alone, never of one's own project, never twice."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.policy import has_no_interest, is_staff
from app.core.policy import Rule, allow, needs_fresh
from app.labelling.announced import has_letter
from app.labelling.hearing import decided_it
from app.labelling.models import LabelDecision
from app.labelling.status import Verdict
from app.projects.policy import is_holder, is_member, is_not_member
from app.projects.status import ProposalStatus


def _has_letter(_actor: Any, subject: Any) -> bool:
    return subject.release_id is not None if isinstance(subject, LabelDecision) else has_letter(subject)


is_another_person = Rule(
    lambda actor, release: actor is not None and actor.id != release.asked_by_id,
    "another person",
    says=_("Vous avez demandé cette annonce : une autre personne de l’équipe doit la confirmer."),
)
is_refusal = Rule(
    lambda _actor, letter: letter.verdict is Verdict.REFUSE and letter.proposal.status is ProposalStatus.REFUSED,
    "refused",
    says=_("Seul un refus de label se conteste ici."),
)
is_somebody_else = Rule(
    lambda actor, appeal: actor is not None and not decided_it(actor, appeal.decision),
    "took no part in the decision",
    says=_("Vous avez pris part à cette décision : une autre personne doit entendre le recours."),
)

allow(
    label__follow=is_staff,
    label__prepare=is_staff & is_not_member & has_no_interest,
    label__announce=is_staff,
    label__approve=is_staff & is_another_person & has_no_interest,
    label__read_letter=(is_member | is_staff) & Rule(_has_letter, "announced"),
    label__contest=is_holder & is_refusal,
    label__read_appeal=is_staff & is_not_member & has_no_interest,
    label__hear=is_staff & is_not_member & has_no_interest & is_somebody_else,
)
needs_fresh("label.approve")
