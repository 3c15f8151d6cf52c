"""The form of an alert."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.alarms.models import AUTHORITY_NAMES


class AlertForm(FlaskForm):
    """Whom the team told, and what matters of the call."""

    authority = RadioField(
        _("Qui avez-vous prévenu ?"),
        [InputRequired(_("Dites qui vous avez prévenu."))],
        choices=[SelectChoice(*pair) for pair in AUTHORITY_NAMES.items()],
    )
    note = TextAreaField(
        _("Ce qu’il faut retenir de l’appel"),
        [Optional(), Length(max=1000, message=_("1 000 signes au plus."))],
        description=_("Par exemple l’heure, le service, la référence donnée. Rien de plus que nécessaire."),
        render_kw={"rows": 3},
    )
