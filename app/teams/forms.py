"""What is typed in a team: an invitation, a link, a hand-over, a task, a remark."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, EmailField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, Optional

from app.core.names import ReadableName
from app.projects.models import MemberRole, Project
from app.teams.services.discussing import REMARK_MAX
from app.teams.services.joining import DAYS
from app.teams.services.working import TITLE_MAX

ADDRESS = _("Écrivez une adresse complète, comme prenom@exemple.fr.")
LONG = Length(max=1000, message=_("1 000 caractères au plus."))
ROLES = [
    SelectChoice(MemberRole.EDITOR.value, _("Lire, écrire et commenter")),
    SelectChoice(MemberRole.READER.value, _("Lire et commenter, sans écrire")),
]
LASTS = [SelectChoice(*n) for n in zip(DAYS, (_("un jour"), _("sept jours"), _("trente jours")), strict=True)]
USES = [
    SelectChoice(1, _("Une seule personne")),
    SelectChoice(5, _("Cinq personnes")),
    SelectChoice(20, _("Vingt personnes")),
]


def _role() -> RadioField:
    what = InputRequired(_("Dites ce que la personne pourra faire."))
    return RadioField(_("Cette personne pourra"), [what], choices=ROLES, default=MemberRole.EDITOR.value)


class RoleForm(FlaskForm):
    """What somebody may do."""

    role = _role()


class InviteForm(RoleForm):
    """To whom an invitation goes."""

    email = EmailField(
        _("Adresse électronique"),
        [InputRequired(ADDRESS), Email(ADDRESS), Length(max=200, message=ADDRESS)],
        description=_("La personne reçoit un lien qui ne sert qu’à elle, valable sept jours."),
        render_kw={"autocomplete": "off"},
    )


class LinkForm(RoleForm):
    """How far a link carries."""

    most = SelectField(_("Le lien sert à"), [InputRequired()], choices=USES, coerce=int, default=1)
    days = SelectField(_("Il est valable"), [InputRequired()], choices=LASTS, coerce=int, default=7)


class HandoverForm(FlaskForm):
    """Who would hold the project."""

    to = RadioField(
        _("Qui porterait le projet"), [InputRequired(_("Choisissez une personne de l’équipe."))], choices=[]
    )
    message = TextAreaField(_("Un mot pour cette personne"), [Optional(), LONG], render_kw={"rows": 3})

    def offer_to(self, project: Project) -> None:
        """Offer the people of the team as answers."""
        self.to.choices = [SelectChoice(member.person.public_id, member.person.name) for member in project.members]


class TaskForm(FlaskForm):
    """What is to do, by whom, before when."""

    title = StringField(
        _("Ce qu’il y a à faire"),
        [InputRequired(_("Écrivez ce qu’il y a à faire.")), ReadableName(TITLE_MAX)],
        description=_("Par exemple : appeler la mairie pour la salle."),
    )
    assignee = SelectField(_("Qui s’en charge"), choices=[])
    due_on = DateField(_("Avant le"), [Optional()])

    def offer_to(self, project: Project) -> None:
        """Offer the people of the team as answers."""
        team = [project.holder, *(member.person for member in project.members)]
        self.assignee.choices = [
            SelectChoice("", _("On verra")),
            *(SelectChoice(person.public_id, person.name) for person in team),
        ]


class RemarkForm(FlaskForm):
    """A remark, or an answer to one."""

    text = TextAreaField(
        _("Votre remarque"),
        [
            InputRequired(_("Écrivez votre remarque.")),
            Length(max=REMARK_MAX, message=_("2 000 caractères au plus.")),
        ],
        render_kw={"rows": 3},
    )
