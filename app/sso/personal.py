"""What signing in from elsewhere keeps about people: an identifier, and what signing out there asks for."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.accounts.models import SignIn
from app.core.privacy import DELETED, Basis, Leaving, deleting, personal, retention
from app.sso.models import ExternalIdentity, ExternalSession

WHO = _("les personnes qui entrent avec FranceConnect, ProConnect ou un autre fournisseur")
OVER = retention(
    "external-sessions",
    _("un jour après la fin de la session, au plus"),
    timedelta(days=1),
    lambda before: (
        select(ExternalSession.sign_in_id)
        .join(SignIn, SignIn.id == ExternalSession.sign_in_id)
        .where(func.coalesce(SignIn.revoked_at, SignIn.expires_at) < before)
    ),
    deleting(ExternalSession.sign_in_id),
)

personal(
    ExternalIdentity,
    _("Vos identités reliées"),
    people=WHO,
    why=_("vous reconnaître quand vous entrez avec un fournisseur d’identité"),
    basis=Basis.PUBLIC_TASK,
    kept=_("jusqu’à ce que vous la déliiez, ou votre départ"),
    seen_by=_("vous"),
    columns={
        "person_id": "la personne reliée",
        "issuer": "le fournisseur d’identité",
        "subject": "l’identifiant qu’il donne à la personne ; FranceConnect en fait un par site",
        "linked_at": "date où l’identité a été reliée",
        "last_used_at": "dernière entrée avec elle",
    },
    technical="id public_id",
    not_exported="person_id",
    whose=lambda person: ExternalIdentity.person_id == person.id,
    leaving=Leaving(DELETED, _("Vos identités reliées sont effacées.")),
)
personal(
    ExternalSession,
    _("La session chez le fournisseur d’identité"),
    people=WHO,
    why=_("vous déconnecter aussi chez le fournisseur, qui demande ces éléments"),
    basis=Basis.PUBLIC_TASK,
    kept=OVER,
    seen_by=_("personne : le jeton est chiffré"),
    columns={
        "sign_in_id": "la session ouverte ici",
        "identity_id": "l’identité qui l’a ouverte",
        "sid": "numéro de la session chez le fournisseur",
        "id_token": "jeton reçu à l’entrée, chiffré",  # nosec B105 (its purpose)
    },
    not_exported="sign_in_id identity_id sid id_token",
    whose=lambda person: ExternalSession.identity_id.in_(
        select(ExternalIdentity.id).where(ExternalIdentity.person_id == person.id)
    ),
    leaving=Leaving(DELETED, _("La trace des sessions ouvertes depuis un autre site est effacée.")),
)
