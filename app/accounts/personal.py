"""What accounts keep about people, for how long, and what leaving does to it."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.accounts.measures import FORGOTTEN, Measure, forget_measures
from app.accounts.models import EmailCode, Interest, Person, Role, RoleGrant, SignIn
from app.accounts.services import leaving
from app.accounts.services.codes import KEPT_AFTER
from app.core.privacy import DELETED, KEPT, Basis, Leaving, Words, before_leaving, deleting, personal, retention

HOLDERS = _("les personnes qui ont un compte")
YOU = _("vous")
CODES = retention(
    "codes",
    _("un jour après la fin de sa validité (10 minutes)"),
    KEPT_AFTER,
    lambda before: select(EmailCode.id).where(EmailCode.expires_at < before),
    deleting(EmailCode.id),
)
SESSIONS = retention(
    "sessions",
    _("six mois après la fin de la session, pour pouvoir répondre à « qui est entré dans mon compte ? »"),
    timedelta(days=183),
    lambda before: select(SignIn.id).where(func.coalesce(SignIn.revoked_at, SignIn.expires_at) < before),
    deleting(SignIn.id),
)

personal(
    Person,
    _("Votre compte"),
    people=HOLDERS,
    why=_("vous reconnaître, vous écrire, et retrouver ce que vous avez commencé"),
    basis=Basis.PUBLIC_TASK,
    kept=_("jusqu’à votre départ, ou trois ans sans connexion (un courriel prévient un mois avant)"),
    seen_by=_("tout le monde pour le nom affiché à côté de ce que vous publiez ; vous et l’équipe pour l’adresse"),
    columns={
        "public_id": "identifiant tiré au hasard, le seul que le journal connaît",
        "email": "vous envoyer codes et nouvelles ; aucun autre usage",
        "name": "nom choisi, affiché à côté de ce que vous publiez ; un prénom suffit",
        "password_hash": "empreinte du mot de passe, si vous en avez voulu un",  # nosec B105 (its purpose)
        "municipality_code": "commune, si vous l’avez dite (code INSEE)",
        "language": "langue choisie",
        "under_15": "moins de 15 ans, si vous l’avez dit ; jamais de date de naissance",
        "is_public": "nom montré ou non à côté de ce que vous publiez",
        "created_at": "date de création du compte",
        "updated_at": "date du dernier changement",
        "seen_at": "date de la dernière connexion : un compte abandonné est effacé",
        "left_at": "date du départ",
        "hidden_at": "date où votre nom a été masqué par la modération",
    },
    technical="id has_news",
    not_exported="password_hash left_at",
    whose=lambda person: Person.id == person.id,
    leaving=Leaving(
        leaving.forget_person,
        _("Votre nom devient « Personne partie ». Votre adresse et votre mot de passe sont effacés."),
    ),
)
personal(
    RoleGrant,
    _("Vos rôles"),
    people=_("l’équipe : accompagnement, modération, labellisation, administration"),
    why=_("savoir qui peut décider de quoi"),
    basis=Basis.PUBLIC_TASK,
    kept=_("jusqu’à ce que le rôle soit retiré, ou votre départ"),
    seen_by=_("vous et les personnes qui administrent le site"),
    columns={
        "person_id": "la personne qui a le rôle",
        "role": "rôle confié",
        "scope": "jusqu’où il porte : tout le site, une édition, un rendez-vous, un territoire",
        "scope_key": "l’édition, le rendez-vous ou le territoire",
        "starts_at": "premier jour",
        "ends_at": "dernier jour",
        "reason": "pourquoi il a été confié",
        "granted_at": "date où il a été confié",
        "granted_by_id": "la personne qui l’a confié",
        "delegated_from_id": "le rôle dont il est délégué",
    },
    technical="id public_id",
    not_exported="person_id granted_by_id scope_key delegated_from_id",
    whose=lambda person: RoleGrant.person_id == person.id,
    leaving=Leaving(leaving.forget_roles, _("Vos rôles vous sont retirés.")),
)
personal(
    Interest,
    _("Vos liens d’intérêt"),
    people=_("l’équipe : accompagnement, modération, labellisation, administration"),
    why=_("que personne ne décide de ce qui le touche (loi du 11 octobre 2013)"),
    basis=Basis.PUBLIC_TASK,
    kept=_("avec l’édition : un lien retiré reste dans le registre, pour répondre d’une décision contestée"),
    seen_by=_("l’équipe"),
    columns={
        "person_id": "la personne liée",
        "subject": "ce dont il s’agit",
        "sentence": "le lien, en une phrase",
        "declared_at": "date de la déclaration",
        "declared_by_id": "la personne qui l’a déclaré",
        "withdrawn_at": "date du retrait",
    },
    technical="id public_id",
    not_exported="person_id declared_by_id",
    whose=lambda person: Interest.person_id == person.id,
    leaving=Leaving(KEPT, _("Le registre est gardé, sous le nom « Personne partie ».")),
)
personal(
    SignIn,
    _("Vos appareils connectés"),
    people=HOLDERS,
    why=_("vous garder connecté, et vous laisser fermer une session ouverte ailleurs"),
    basis=Basis.PUBLIC_TASK,
    kept=SESSIONS,
    seen_by=YOU,
    columns={
        "person_id": "la personne connectée",
        "token_digest": "empreinte du jeton de session",  # nosec B105 (its purpose)
        "device": "navigateur et système, en deux mots (« Firefox, Android »)",
        "started_at": "début de la session",
        "expires_at": "fin prévue de la session",
        "revoked_at": "date où la session a été fermée",
        "last_seen_at": "dernière page ouverte, à la minute : une session qui ne sert plus se ferme",
        "fresh_at": "dernière preuve d’identité donnée",
        "strong_at": "second facteur ou clé d’accès prouvés",
    },
    technical="id public_id",
    not_exported="person_id token_digest",
    whose=lambda person: SignIn.person_id == person.id,
    leaving=Leaving(DELETED, _("Vos sessions sont fermées et leur liste effacée.")),
)
personal(
    EmailCode,
    _("Les codes reçus par courriel"),
    people=_("toute personne qui demande un code pour entrer ou pour voter"),
    why=_("vérifier que l’adresse est bien la vôtre"),
    basis=Basis.PUBLIC_TASK,
    kept=CODES,
    seen_by=_("personne : ce sont des empreintes"),
    columns={
        "purpose": "ce que le code ouvre",
        "email": "adresse qui l’a reçu",
        "subject": "empreinte de la personne qui vote, ou rien",
        "digest": "empreinte à clé du code",
        "browser_digest": "empreinte du navigateur qui l’a demandé",
        "attempts": "nombre d’essais",
        "sent_at": "date d’envoi",
        "expires_at": "fin de validité",
    },
    technical="id",
    not_exported="subject digest browser_digest",
    whose=lambda person: EmailCode.email == person.email,
    leaving=Leaving(DELETED, _("Les codes qui vous ont été envoyés sont effacés.")),
)


@before_leaving
def hand_over_the_keys(person: Person) -> Words | None:
    """Somebody must remain to administer the site."""
    if Role.ADMINISTRATOR in person.roles and leaving.is_last_administrator(person):
        return _(
            "Vous êtes la dernière personne qui administre le site : donnez d’abord ce rôle à quelqu’un d’autre, sur "
            "la page des rôles."
        )
    return None


personal(
    Measure,
    _("Les mesures prises sur votre compte"),
    people=_("les personnes qui ont reçu un avertissement, ou dont le compte a été limité"),
    why=_("faire respecter les règles de publication, et ne jamais sanctionner deux fois sans le savoir"),
    basis=Basis.PUBLIC_TASK,
    kept=retention(
        "measures",
        _("deux ans après sa fin"),
        timedelta(days=730),
        lambda before: select(Measure.id).where(
            func.coalesce(Measure.ends_at, Measure.starts_at) < before, Measure.reason != FORGOTTEN
        ),
        forget_measures,
    ),
    seen_by=_("vous et l’équipe"),
    columns={
        "person_id": "la personne concernée",
        "kind": "avertissement, ou ce que le compte ne peut plus faire",
        "reason": "la raison",
        "starts_at": "date de la mesure",
        "ends_at": "date de sa fin",
        "lifted_at": "date où elle a été levée avant sa fin",
        "taken_by_id": "la personne de l’équipe qui l’a prise",
    },
    technical="id public_id",
    not_exported="person_id taken_by_id",
    whose=lambda person: Measure.person_id == person.id,
    leaving=Leaving(KEPT, _("Les mesures restent, sans votre nom, jusqu’à deux ans après leur fin.")),
)
