"""The ten themes of the programme (FIELD §2), with the hue of their pictures."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

MOST_THEMES = 20  # of one round, beside the ten


class Theme(StrEnum):
    """What an idea or a project is about."""

    SHORT_CIRCUITS = "circuits_courts"
    ISOLATION = "isolement"
    LITERACY = "illettrisme"
    KNOWLEDGE = "savoirs"
    HERITAGE = "patrimoine"
    ARTS = "creation_artistique"
    INSERTION = "insertion"
    SOCIAL_INNOVATION = "innovation_sociale"
    DIGITAL_DEMOCRACY = "democratie_numerique"
    TRANSITION = "transition"

    @property
    def label(self) -> str:
        """The theme as words of the screen."""
        return str(THEME_NAMES[self])


THEME_NAMES = {
    Theme.SHORT_CIRCUITS: _("Circuits courts"),
    Theme.ISOLATION: _("Lutte contre l’isolement"),
    Theme.LITERACY: _("Lutte contre l’illettrisme"),
    Theme.KNOWLEDGE: _("Échanges de savoirs"),
    Theme.HERITAGE: _("Valorisation du patrimoine"),
    Theme.ARTS: _("Créativité artistique"),
    Theme.INSERTION: _("Insertion par l’économique"),
    Theme.SOCIAL_INNOVATION: _("Innovation sociale"),
    Theme.DIGITAL_DEMOCRACY: _("Démocratie numérique"),
    Theme.TRANSITION: _("Transition énergétique et écologique"),
}
