"""What the list at the door keeps about people: the taps, for as long as phones may still send them."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.attendance.models import AttendanceMark
from app.core.privacy import Basis, deleting, personal, retention
from app.events.models import Event

TAPS = retention(
    "attendance_marks",
    _("deux mois après le rendez-vous : ensuite, seule reste la présence"),
    timedelta(days=60),
    lambda before: select(AttendanceMark.id).join(Event).where(Event.ends_at < before),
    deleting(AttendanceMark.id),
)

personal(
    AttendanceMark,
    _("Les présences notées à l’accueil"),
    people=_("les personnes inscrites à un rendez-vous"),
    why=_("recevoir sans doublon ce qu’un téléphone a noté hors connexion"),
    basis=Basis.PUBLIC_TASK,
    kept=TAPS,
    seen_by=_("l’équipe qui accueille"),
    columns={
        "registration": "identifiant (au hasard) de l’inscription",
        "came": "venue ou non",
        "at": "heure à laquelle la présence est notée",
    },
    technical="id event_id client_id",
)
