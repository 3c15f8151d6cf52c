"""How often each topic is mailed."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField
from wtforms.validators import InputRequired

from app.notifications.topics import ABOUT, CHOSEN, Frequency, Topic

CHOICES = [
    SelectChoice(Frequency.IMMEDIATE.value, _("Tout de suite")),
    SelectChoice(Frequency.DAILY.value, _("Un résumé chaque matin")),
    SelectChoice(Frequency.WEEKLY.value, _("Un résumé le lundi")),
    SelectChoice(Frequency.NEVER.value, _("Pas de courriel")),
]


class ChoicesForm(FlaskForm):
    """One answer a topic (the fields are added below)."""

    @property
    def choices(self) -> dict[Topic, Frequency]:
        """The answers in the words of the services."""
        return {topic: Frequency(self[topic.value].data) for topic in CHOSEN}


for _topic in CHOSEN:
    setattr(
        ChoicesForm,
        _topic.value,
        SelectField(ABOUT[_topic].label, [InputRequired()], choices=CHOICES, description=ABOUT[_topic].says),
    )
