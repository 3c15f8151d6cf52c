"""Who reads, scores and decides: never on one's own project."""

from flask_babel import lazy_gettext as _

from app.accounts.policy import is_reviewer, is_staff
from app.core.policy import Rule, allow
from app.projects.policy import is_not_holder
from app.projects.status import ProposalStatus

is_entered = Rule(
    lambda _actor, proposal: proposal.status is ProposalStatus.ENTERED,
    "entered",
    says=lambda proposal: _(
        "La décision est prise : l’état est maintenant « %(status)s ».", status=proposal.status_label
    ),
)

allow(
    review__read=is_reviewer | is_staff,
    review__write=(is_reviewer | is_staff) & is_not_holder & is_entered,
    review__decide=is_staff & is_not_holder,
)
