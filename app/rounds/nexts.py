"""What to do when a phase opens or ends, and what comes next: said to the teams of projects, and to everybody else."""

from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.rounds.audience import Audience, Turn
from app.rounds.models import PhaseKind

MINE, MEETINGS, VOTE = "/projets/miens", "/comptoirs/", "/vote/"


class Next(NamedTuple):
    """A sentence or two, and the page where it is done."""

    says: LazyString
    link: str


_AT_A_COMPTOIR = Next(
    _("À un comptoir, on parle des envies et l’on en fait des projets. La suite : le dépôt des dossiers."), MEETINGS
)
_LAST_COMPTOIRS = Next(
    _("Les derniers comptoirs ont lieu : choisissez une date. La suite : le dépôt des dossiers."), MEETINGS
)
_TO_CONTEST = Next(
    _(
        "Une décision sur votre dossier vous paraît fausse ? Écrivez-nous avant la fin : une autre personne la relira. "
        "La suite : la liste des projets du vote est fixée."
    ),
    MINE,
)
_TO_VOTE = Next(
    _(
        "Chacun peut voter, même sans compte : parlez-en autour de vous. La suite : le dépouillement, puis les "
        "résultats."
    ),
    VOTE,
)
NEXT: dict[tuple[PhaseKind, Turn, Audience], Next] = {
    (PhaseKind.IDEAS, Turn.OPENS, Audience.OTHERS): Next(
        _("Écrivez ce que vous aimeriez voir ici : quelques lignes suffisent. La suite : en parler à un comptoir."),
        "/envies/nouvelle",
    ),
    (PhaseKind.IDEAS, Turn.ENDS, Audience.OTHERS): Next(
        _("Il reste quelques jours pour écrire une envie. La suite : en parler à un comptoir."), "/envies/nouvelle"
    ),
    (PhaseKind.COMPTOIRS, Turn.OPENS, Audience.TEAMS): _AT_A_COMPTOIR,
    (PhaseKind.COMPTOIRS, Turn.OPENS, Audience.OTHERS): _AT_A_COMPTOIR,
    (PhaseKind.COMPTOIRS, Turn.ENDS, Audience.TEAMS): _LAST_COMPTOIRS,
    (PhaseKind.SUBMISSION, Turn.OPENS, Audience.TEAMS): Next(
        _(
            "Votre dossier se dépose dès qu’il est complet : sa page dit ce qui manque. La suite : le comité "
            "l’examine, et vous écrit sa décision avec ses raisons."
        ),
        MINE,
    ),
    (PhaseKind.SUBMISSION, Turn.OPENS, Audience.OTHERS): Next(
        _(
            "Les équipes déposent leurs dossiers ; une envie publiée peut encore devenir un projet. La suite : le "
            "comité examine les dossiers, puis vient le vote."
        ),
        MINE,
    ),
    (PhaseKind.SUBMISSION, Turn.ENDS, Audience.TEAMS): Next(
        _(
            "Votre dossier n’est pas encore déposé : sa page dit ce qui manque. Après cette date, il reste un "
            "brouillon. La suite, une fois déposé : le comité l’examine."
        ),
        MINE,
    ),
    (PhaseKind.LABELLING, Turn.OPENS, Audience.TEAMS): Next(
        _("Le comité examine votre dossier. La suite : sa décision vous est écrite, avec ses raisons."), MINE
    ),
    (PhaseKind.CONTESTATION, Turn.OPENS, Audience.TEAMS): _TO_CONTEST,
    (PhaseKind.CONTESTATION, Turn.ENDS, Audience.TEAMS): _TO_CONTEST,
    (PhaseKind.VOTE, Turn.OPENS, Audience.TEAMS): _TO_VOTE,
    (PhaseKind.VOTE, Turn.OPENS, Audience.OTHERS): _TO_VOTE,
    (PhaseKind.VOTE, Turn.ENDS, Audience.TEAMS): _TO_VOTE,
    (PhaseKind.VOTE, Turn.ENDS, Audience.OTHERS): _TO_VOTE,
}
