"""Places: described once, used again by every meeting held there."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core import audit
from app.core.errors import Refused
from app.core.extensions import db
from app.core.models import check_fresh
from app.events.models import Place
from app.territories.models import Municipality


@dataclass(frozen=True)
class Spot:
    """A place as staff describe it."""

    name: str
    municipality: Municipality
    address: str = ""
    step_free: bool = False
    hearing_loop: bool = False
    access_notes: str = ""


def settle(spot: Spot | Place, *, by: Person | None) -> Place:
    """The place meant: a known one as it is, or the one of that name in that commune, made when nobody knew it."""
    if isinstance(spot, Place):
        return spot
    name = " ".join(spot.name.split())
    known = select(Place).where(Place.municipality_code == spot.municipality.code, Place.name == name)
    return db.session.scalar(known) or create_place(spot, by=by)


def create_place(spot: Spot, *, by: Person | None) -> Place:
    """Describe a new place. Refused when this commune has one of that name."""
    place = Place()
    _write(place, spot)
    audit.record("place.create", place, by=by, name=place.name)
    return place


def edit_place(place: Place, spot: Spot, *, by: Person, version: int | None = None) -> None:
    """Describe it anew, for every meeting held there; it stays in its commune. Raises Stale."""
    check_fresh(place, version)
    if spot.municipality.code != place.municipality_code:
        raise Refused(_("Un lieu ne change pas de commune : décrivez un nouveau lieu."), "municipality")
    _write(place, spot)
    audit.record("place.edit", place, by=by, name=place.name)


def _write(place: Place, spot: Spot) -> None:
    try:
        with db.session.begin_nested():
            place.name, place.address = " ".join(spot.name.split()), spot.address.strip()
            place.municipality_code = spot.municipality.code
            place.step_free, place.hearing_loop = spot.step_free, spot.hearing_loop
            place.access_notes = spot.access_notes.strip()
            db.session.add(place)
            db.session.flush()
    except IntegrityError:
        raise Refused(_("Cette commune a déjà un lieu de ce nom : choisissez-le dans la liste."), "place") from None
