"""What the ground floor keeps about people: the audit log, and what was spent of the limits."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.core.audit import AuditEvent, AuditHead, name_of
from app.core.limits import Allowance
from app.core.privacy import KEPT, Basis, Leaving, deleting, not_personal, personal, retention

ALLOWANCES = retention(
    "allowances",
    _("jusqu’à la fin de la durée comptée : une heure au plus dans la plupart des cas"),
    timedelta(0),
    lambda before: select(Allowance.about).where(Allowance.until <= before),
    deleting(Allowance.about),  # the digest covers the deed too: it names one row
)

not_personal(AuditHead)
personal(
    AuditEvent,
    _("Le journal des actes"),
    people=_("les personnes qui ont un compte, l’équipe"),
    why=_("pouvoir prouver qui a décidé quoi, et quand, et voir si quelqu’un a changé quelque chose en cachette"),
    basis=Basis.PUBLIC_TASK,
    kept=_(
        "aussi longtemps que le service : chaque ligne porte l’empreinte de la précédente, une ligne retirée se "
        "verrait. Il ne contient ni nom ni adresse, seulement un identifiant tiré au hasard"
    ),
    seen_by=_("l’équipe du Département"),
    columns={
        "at": "date de l’acte",
        "actor": "identifiant (au hasard) de la personne qui a agi",
        "verb": "acte accompli",
        "subject": "identifiant de ce sur quoi l’acte porte",
        "facts": "état avant et après, motif d’une décision",
    },
    technical="id previous digest",
    not_exported="actor subject facts",  # what the deed was about may be somebody else
    whose=lambda person: AuditEvent.actor == name_of(person),
    leaving=Leaving(
        KEPT,
        _(
            "Le journal des actes : il garde un identifiant tiré au hasard, jamais votre nom. Une ligne retirée "
            "casserait la preuve que rien n’a été changé en cachette."
        ),
    ),
)
personal(
    Allowance,
    _("Le décompte des essais"),
    people=_("toute personne qui demande un code, se connecte ou vote"),
    why=_("empêcher qu’on essaie des codes ou des mots de passe à la chaîne"),
    basis=Basis.PUBLIC_TASK,
    kept=ALLOWANCES,
    seen_by=_("personne : ce sont des empreintes"),
    columns={"about": "empreinte à clé de l’adresse concernée (pseudonyme)", "spent": "nombre d’essais"},
    technical="deed until",
)
