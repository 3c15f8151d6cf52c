"""What is typed in mentoring: what one offers, a reason, a meeting, a note."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.mentoring.models import MOST_PROJECTS, WAY_NAMES, MeetingWay, MentorMeeting
from app.mentoring.services.following import TEXT_MAX
from app.projects.models import Project
from app.rounds.themes import THEME_NAMES

ROOM = _("Écrivez un nombre de 0 à 30.")
LONG = Length(max=TEXT_MAX, message=_("4 000 caractères au plus."))
LINE = Length(max=200, message=_("200 caractères au plus."))


class MentorForm(FlaskForm):
    """What somebody who accompanies offers."""

    presentation = TextAreaField(
        _("Qui vous êtes, ce que vous pouvez apporter"),
        [InputRequired(_("Présentez-vous en quelques mots.")), LONG],
        description=_("Les équipes le lisent : votre métier, votre expérience, ce que vous aimez faire avec elles."),
        render_kw={"rows": 4},
    )
    themes = SelectMultipleField(
        _("Les thèmes que vous connaissez"),
        [Optional()],
        choices=[SelectChoice(theme.value, name) for theme, name in THEME_NAMES.items()],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
        description=_("Ne cochez rien si vous accompagnez sur tous."),
    )
    availability = StringField(
        _("Quand on peut vous joindre"),
        [Optional(), LINE],
        description=_("Par exemple : le mardi, et le soir au téléphone."),
    )
    capacity = IntegerField(
        _("Combien de projets à la fois, au plus"),
        [InputRequired(ROOM), NumberRange(0, MOST_PROJECTS, ROOM)],
        default=4,
    )
    is_available = BooleanField(_("Je peux prendre un projet en ce moment"), default=True)


class ReasonForm(FlaskForm):
    """Why somebody else is asked for, or why it ends."""

    reason = TextAreaField(
        _("Pourquoi"), [InputRequired(_("Dites pourquoi en une phrase.")), LONG], render_kw={"rows": 2}
    )


class MeetingForm(FlaskForm):
    """One meeting with a team."""

    held_on = DateField(_("Date de la rencontre"), [InputRequired(_("Donnez la date de la rencontre."))])
    way = RadioField(
        _("Comment"),
        [InputRequired(_("Dites comment vous vous êtes vus."))],
        choices=[SelectChoice(way.value, name) for way, name in WAY_NAMES.items()],
        default="place",
    )
    place = StringField(_("Où"), [Optional(), LINE])
    who = StringField(
        _("Qui était là"), [InputRequired(_("Dites qui était là.")), LINE], description=_("Les prénoms suffisent.")
    )
    summary = TextAreaField(
        _("Ce qui s’est dit"), [InputRequired(_("Résumez la rencontre.")), LONG], render_kw={"rows": 4}
    )
    next_step = StringField(_("La suite"), [Optional(), LINE], description=_("Ce qu’il y a à faire, et par qui."))
    next_on = DateField(_("Avant le"), [Optional()])

    def meeting_of(self, project: Project) -> MentorMeeting:
        """What was typed, as a meeting of that project that is not kept yet."""
        return MentorMeeting(
            project=project,
            held_on=self.held_on.data,
            way=MeetingWay(self.way.data),
            place=(self.place.data or "").strip(),
            who=self.who.data.strip(),
            summary=self.summary.data.strip(),
            next_step=(self.next_step.data or "").strip(),
            next_on=self.next_on.data,
        )


class NoteForm(FlaskForm):
    """A note on a project."""

    text = TextAreaField(_("Votre note"), [InputRequired(_("Écrivez votre note.")), LONG], render_kw={"rows": 3})
    is_shared = BooleanField(
        _("Partager avec l’équipe du projet"),
        description=_("Sinon, seules les personnes qui accompagnent et celles du programme la lisent."),
    )
