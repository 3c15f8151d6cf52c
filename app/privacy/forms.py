"""What is typed to leave."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField
from wtforms.validators import InputRequired, Length

from app.core.forms import AwaitedForm


class LeaveForm(AwaitedForm):
    """One's own address, written on purpose: nobody leaves with a slip of the finger."""

    email = EmailField(
        _("Votre adresse électronique"),
        [InputRequired(_("Écrivez votre adresse pour confirmer.")), Length(max=254)],
        description=_("Écrivez l’adresse de ce compte, pour être sûr que c’est bien ce que vous voulez."),
        render_kw={"autocomplete": "off"},
    )
