"""What the booth keeps about voters. The roll is emptied by results, once nobody can appeal any more."""

from flask_babel import lazy_gettext as _

from app.booth.models import Ballot, Voter
from app.booth.roll import name_key
from app.core.privacy import KEPT, Basis, Leaving, personal

VOTERS = _("les personnes qui votent")

personal(
    Voter,
    _("La liste d’émargement"),
    people=VOTERS,
    why=_("une personne, un bulletin : savoir qui a voté, jamais pour quoi"),
    basis=Basis.PUBLIC_TASK,
    kept=_(
        "trois mois après la publication des résultats (le délai de recours est de deux mois), ou jusqu’à la fin d’un "
        "recours ; ensuite seul reste le nombre de personnes par commune"
    ),
    seen_by=_("personne en temps normal ; l’équipe en cas de réclamation"),
    columns={
        "name": "nom déclaré",
        "name_key": "le même nom sans accents, pour reconnaître deux fois la même personne",
        "birth_year": "année de naissance : l’âge minimum, et distinguer deux personnes du même nom",
        "municipality_code": "commune déclarée (code INSEE)",
        "email": "adresse vérifiée par un code",
        "email_slot": "rang de la personne parmi celles qui partagent cette adresse",
        "level": "comment l’identité a été vérifiée",
        "signed_on": "jour du vote, sans l’heure",
    },
    technical="id public_id round_id",
    not_exported="name_key email_slot",
    whose=lambda person: (Voter.email == person.email) & (Voter.name_key == name_key(person.name)),
    leaving=Leaving(
        KEPT,
        _(
            "La liste d’émargement, jusqu’à la fin du délai de recours : elle prouve que chacun a voté une seule fois "
            "(RGPD, article 17.3)."
        ),
    ),
)
personal(
    Ballot,
    _("Les bulletins"),
    people=VOTERS,
    why=_("compter les voix, et laisser chacun refaire le compte"),
    basis=Basis.PUBLIC_TASK,
    kept=_("avec le certificat du résultat, puis selon les règles des archives publiques ; ils ne portent aucun nom"),
    seen_by=_("personne avant la clôture ; ensuite tout le monde, sans nom ni rien qui y mène"),
    columns={
        "pseudonym": "empreinte à clé de la personne : un seul bulletin chacun (la clé est hors de la base)",
        "choices": "projets choisis",
        "nonce": "nombre au hasard qui protège l’empreinte",
        "commitment": "empreinte du bulletin, écrite sur le reçu",
        "revision": "nombre de fois où le choix a changé",
    },
    technical="round_id",
)
