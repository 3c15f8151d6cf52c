"""What second factors keep about people, for how long, and what leaving does to it."""

from flask_babel import lazy_gettext as _

from app.core.privacy import DELETED, Basis, Leaving, personal
from app.factors.models import Passkey, RecoveryCode, Totp

HOLDERS = _("les personnes qui ont choisi un deuxième facteur : toute l’équipe, et qui veut")
WHY = _("qu’un mot de passe deviné ou un code volé ne suffise pas à entrer")
KEPT = _("jusqu’à ce que vous le retiriez, ou votre départ")
NOBODY = _("personne ; vous voyez qu’il existe")
GOES = Leaving(DELETED, _("Vos deuxièmes facteurs sont effacés."))

personal(
    Totp,
    _("Votre application de codes"),
    people=HOLDERS,
    why=WHY,
    basis=Basis.PUBLIC_TASK,
    kept=KEPT,
    seen_by=NOBODY,
    columns={
        "person_id": "la personne qui l’a choisie",
        "sealed": "secret partagé avec l’application, chiffré",
        "last_step": "demi-minute du dernier code accepté : un code ne sert qu’une fois",
        "added_at": "date d’ajout",
    },
    technical="id public_id",
    not_exported="person_id sealed last_step",
    whose=lambda person: Totp.person_id == person.id,
    leaving=GOES,
)
personal(
    Passkey,
    _("Vos clés d’accès"),
    people=HOLDERS,
    why=WHY,
    basis=Basis.PUBLIC_TASK,
    kept=KEPT,
    seen_by=_("vous"),
    columns={
        "person_id": "la personne qui l’a choisie",
        "name": "nom que vous lui avez donné",
        "credential_id": "identifiant de la clé dans l’appareil",
        "public_key": "moitié publique de la clé ; l’autre ne quitte pas l’appareil",
        "sign_count": "nombre d’usages dit par l’appareil : une copie se verrait",
        "added_at": "date d’ajout",
        "used_at": "date du dernier usage",
    },
    technical="id public_id",
    not_exported="person_id credential_id public_key sign_count",
    whose=lambda person: Passkey.person_id == person.id,
    leaving=GOES,
)
personal(
    RecoveryCode,
    _("Vos codes de secours"),
    people=HOLDERS,
    why=_("vous laisser entrer le jour où le téléphone manque"),
    basis=Basis.PUBLIC_TASK,
    kept=KEPT,
    seen_by=NOBODY,
    columns={"person_id": "la personne à qui il est", "digest": "empreinte à clé du code", "made_at": "date"},
    technical="id",
    not_exported="person_id digest",
    whose=lambda person: RecoveryCode.person_id == person.id,
    leaving=GOES,
)
