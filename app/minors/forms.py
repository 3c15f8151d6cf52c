"""The address of a parent."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField
from wtforms.validators import Email, InputRequired, Length

ADDRESS = _("Écrivez une adresse complète, comme prenom@exemple.fr.")


class ParentForm(FlaskForm):
    """Where the mail goes."""

    email = EmailField(
        _("Adresse électronique d’un parent"),
        [InputRequired(ADDRESS), Length(max=254), Email(ADDRESS)],
        description=_("Elle sert à lui demander son accord, à rien d’autre."),
    )
