"""What people type to come: ateliers, needs, and who they are when they have no account."""

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.names import LONGEST, ReadableName
from app.events.cards import clock_time
from app.events.models import EventSession
from app.events.services.wishes import Wishes

ADDRESS = _("Écrivez une adresse complète, comme prenom@exemple.fr.")


class RegistrationForm(FlaskForm):
    """The ateliers one chooses and what one needs so as to be able to come; nothing is compulsory."""

    sessions = SelectMultipleField(
        _("Les ateliers où vous viendrez"), [Optional()], widget=ListWidget(), option_widget=CheckboxInput()
    )
    access = BooleanField(_("Un accès de plain-pied, ou de l’aide pour circuler"))
    interpreter = BooleanField(_("Un interprète en langue des signes"))
    meal = BooleanField(_("Un repas sur place"))
    children = IntegerField(
        _("Des enfants à garder"),
        [Optional(), NumberRange(0, 10, _("Entre 0 et 10 enfants."))],
        description=_("Combien ? Laissez vide s’il n’y en a pas."),
    )
    note = TextAreaField(_("Autre chose à savoir"), [Optional(), Length(max=300)], render_kw={"rows": 2})

    def offer(self, sessions: list[EventSession], free: dict[int, int]) -> None:
        """List the ateliers, each with its hour and the seats left in it (none are named when the meeting is full)."""
        self.sessions.choices = [(one.public_id, _label(one, free.get(one.id))) for one in sessions]

    def fill(self, wishes: Wishes) -> None:
        """Show what was asked for already."""
        self.sessions.data = list(wishes.sessions)
        for name in ("access", "interpreter", "meal", "note"):
            self[name].data = getattr(wishes, name)
        self.children.data = wishes.children or None

    def wishes(self) -> Wishes:
        """What was typed."""
        return Wishes(
            sessions=tuple(self.sessions.data or ()),
            access=self.access.data,
            interpreter=self.interpreter.data,
            children=self.children.data or 0,
            meal=self.meal.data,
            note=self.note.data or "",
        )


class GuestForm(RegistrationForm):
    """The same without an account: a name, and the address the link is sent to."""

    name = StringField(
        _("Votre nom"),
        [DataRequired(_("Écrivez votre nom.")), ReadableName()],
        render_kw={"autocomplete": "name", "maxlength": LONGEST},
    )
    email = EmailField(
        _("Votre adresse de courriel"),
        [DataRequired(ADDRESS), Length(max=254), Email(ADDRESS)],
        description=_("Nous vous envoyons un lien. Ouvrez-le : votre place est gardée."),
        render_kw={"autocomplete": "email"},
    )


class ListedGuestForm(RegistrationForm):
    """Staff write somebody on the list: a name is enough."""

    name = StringField(_("Nom de la personne"), [DataRequired(_("Écrivez le nom de la personne.")), ReadableName()])
    email = EmailField(
        _("Son adresse de courriel"),
        [Optional(), Length(max=254), Email(ADDRESS)],
        description=_("Si elle en a une : elle recevra la confirmation et les rappels."),
    )


def _label(session: EventSession, free: int | None) -> str:
    """Its title, its hours, and the seats left in it when one may take them."""
    facts = [gettext("de %(start)s à %(end)s", start=clock_time(session.starts_at), end=clock_time(session.ends_at))]
    if free is not None:
        open_ = ngettext("%(num)s place libre", "%(num)s places libres", free)
        facts.append(open_ if free else gettext("complet : liste d’attente"))
    return f"{session.title} ({' ; '.join(facts)})"
