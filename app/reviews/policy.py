"""Who reads, scores and decides: never on one's own project, nor twice on the same one.

When (labelling, contestation for a second reading) is asked by the services: the reasons typed stay on the page.
"""

from flask_babel import lazy_gettext as _

from app.accounts.policy import has_no_interest, is_reviewer, is_staff
from app.core.policy import Rule, allow
from app.projects.policy import is_member, is_not_member
from app.projects.status import ProposalStatus
from app.reviews.status import ACTIVE
from app.rounds.queries import rules_of

is_entered = Rule(
    lambda _actor, proposal: proposal.status is ProposalStatus.ENTERED,
    "entered",
    says=lambda proposal: _(
        "La décision est prise : l’état est maintenant « %(status)s ».", status=proposal.status_label
    ),
)

is_another_reader = Rule(
    lambda actor, proposal: actor is not None and (proposal is None or proposal.decided_by_id != actor.id),
    "another reader",
    says=_("C’est vous qui avez pris cette décision : une autre personne doit la revoir."),
)
decides_anew = Rule(
    lambda actor, proposal: (
        proposal is None or proposal.status is not ProposalStatus.ENTERED or is_another_reader(actor, proposal)
    ),
    "has not decided before",
    says=is_another_reader.says,
)
is_refused = Rule(lambda _actor, proposal: proposal.status is ProposalStatus.REFUSED, "refused", says=is_entered.says)

is_own = Rule(lambda actor, review: actor is not None and review.reviewer_id == actor.id, "own reading")
is_being_read = Rule(
    lambda _actor, review: review.status in ACTIVE,
    "being read",
    says=lambda review: _("L’état est maintenant « %(status)s ».", status=review.status_label),
)
is_asked = Rule(
    lambda actor, opinion: actor is not None and opinion.asked_of_id == actor.id,
    "asked for an opinion",
    says=_("L’avis est demandé à quelqu’un d’autre."),
)
looks_in = (is_reviewer | is_staff) & is_not_member & has_no_interest
manages = is_staff & is_not_member & has_no_interest
decides_alone = Rule(
    lambda _actor, proposal: (
        proposal is None or proposal.decided_by_id is not None or not rules_of(proposal.round)["committee_decides"]
    ),
    "decided one by one",
    says=_("Dans cette édition, le comité décide : préparez la décision, elle sera annoncée avec les autres."),
)

allow(
    review__read=is_reviewer | is_staff,
    review__write=(is_reviewer | is_staff) & is_not_member & is_entered & has_no_interest,
    review__step_back=is_own & is_being_read,
    review__release=manages,
    marks__see=manages,
    review__assign=manages & is_entered,
    proposal__check=manages & is_entered,
    reconciliation__open=manages & is_entered,
    reconciliation__see=looks_in,
    dossier__look_around=looks_in,
    opinion__ask=manages & is_entered,
    opinion__see=is_asked | looks_in,
    opinion__answer=is_asked,
    costing__write=manages & is_entered,
    question__ask=looks_in & is_entered,
    question__answer=is_member,
    grid__read=is_reviewer | is_staff,
    grid__write=is_staff,
    labelling__follow=is_staff,
    review__decide=is_staff & is_not_member & decides_anew & decides_alone & has_no_interest,
    review__reopen=is_staff & is_not_member & is_refused & is_another_reader & has_no_interest,
)
