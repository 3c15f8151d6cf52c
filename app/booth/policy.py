"""Who may enter the booth: everybody.

Tokens move only during the vote: that is a door, nothing is typed. What calendar and rulebook refuse to a form is said
by the services, on the form, where what was typed stays.
"""

from app.core.policy import allow, anyone
from app.rounds.models import PhaseKind
from app.rounds.policy import during

allow(
    booth__read=anyone,
    booth__choose=during(PhaseKind.VOTE, of=lambda found: found[0].round),
    booth__cast=anyone,
)
