"""What rounds keep about people: which member of the team closed a phase, or wrote a rulebook."""

from flask_babel import lazy_gettext as _
from sqlalchemy import or_

from app.core.privacy import KEPT, Basis, Leaving, not_personal, personal
from app.rounds.models import Envelope, Phase, Round, RoundTheme, Rulebook

TEAM = _("l’équipe du Département")
EVERYBODY = _("tout le monde")
ARCHIVES = _("avec le dossier de l’édition, puis selon les règles des archives publiques")

not_personal(Round, RoundTheme, Envelope)
personal(
    Phase,
    _("L’ouverture et la clôture des phases"),
    people=TEAM,
    why=_("clore un vote demande deux personnes : savoir lesquelles"),
    basis=Basis.PUBLIC_TASK,
    kept=ARCHIVES,
    seen_by=TEAM,
    columns={
        "close_requested_by_id": "la personne qui a demandé la clôture",
        "closed_by_id": "la personne qui l’a confirmée",
        "kind": "phase",
        "status_at": "date de la dernière ouverture ou clôture",
    },
    technical="id public_id round_id position starts_at ends_at status rulebook_id told_open_at told_end_at version",
    not_exported="close_requested_by_id closed_by_id",
    whose=lambda person: or_(Phase.close_requested_by_id == person.id, Phase.closed_by_id == person.id),
    leaving=Leaving(KEPT, _("Vos clôtures de phases et vos règlements restent, signés « Personne partie ».")),
)
personal(
    Rulebook,
    _("L’écriture des règlements"),
    people=TEAM,
    why=_("savoir qui a écrit quelle version du règlement"),
    basis=Basis.PUBLIC_TASK,
    kept=ARCHIVES,
    seen_by=TEAM,
    columns={
        "written_by_id": "la personne qui l’a écrit",
        "written_at": "date d’écriture",
        "number": "numéro de la version",
    },
    technical="id public_id round_id text rules digest published_at version created_at updated_at",
    not_exported="written_by_id",
    whose=lambda person: Rulebook.written_by_id == person.id,
    leaving=Leaving(KEPT, ""),
)
