"""What is done here: an idea is placed on the map, or no longer."""

from flask_babel import gettext as _

from app.accounts.models import Person
from app.core import audit
from app.core.errors import Refused
from app.core.extensions import db
from app.ideas.models import Idea
from app.territories import maps


def pin_idea(idea: Idea, latitude: float | None, longitude: float | None, *, by: Person | None) -> None:
    """Place an idea; without a position, it stands at its commune again. Raises Refused in the sea or elsewhere."""
    if latitude is not None and longitude is not None and not maps.is_in_territory(latitude, longitude):
        raise Refused(
            _("Ce repère est en mer, ou hors du territoire : posez-le dans une commune d’ici."), field="latitude"
        )
    idea.latitude, idea.longitude = latitude, longitude
    audit.record("idea.pin", idea, by=by, placed=latitude is not None)
    db.session.flush()
