"""Linking an identity to an account, entering with it, closing what it opened. Roles never come from a provider."""

from flask_babel import gettext as _
from sqlalchemy import delete, or_, select

from app.accounts.models import Person, SignIn
from app.accounts.queries import normal_email, sign_in_by_token
from app.accounts.services.people import join
from app.core import audit, clock, crypto
from app.core.errors import Refused
from app.core.extensions import db
from app.sso import queries
from app.sso.exchange import Arrival
from app.sso.models import ExternalIdentity, ExternalSession

SEALED_FOR = "external-session"


def link_identity(arrival: Arrival, label: str, *, by: Person) -> ExternalIdentity:
    """Link who the provider recognised to one's own account; an account has one identity of each provider.

    Raise Refused when this identity opens another account, or this account has another identity there. Linking again
    what is linked changes nothing.
    """
    identity = queries.identity_of(arrival.issuer, arrival.subject)
    if identity and identity.person_id == by.id:
        return identity
    if identity:
        raise Refused(_linked_elsewhere(label))
    if any(other.issuer == arrival.issuer for other in queries.identities_of(by)):
        raise Refused(
            _(
                "Votre compte est déjà relié à une autre identité donnée par %(label)s. Déliez-la d’abord.",
                label=label,
            )
        )
    identity = ExternalIdentity(person=by, issuer=arrival.issuer, subject=arrival.subject)
    db.session.add(identity)
    db.session.flush()
    audit.record("identity.link", identity, by=by, issuer=arrival.issuer)
    return identity


def _linked_elsewhere(label: str) -> str:
    return _(
        "Cette identité donnée par %(label)s ouvre déjà un autre compte de ce site. Pour l’utiliser ici, entrez "
        "avec elle dans cet autre compte, déliez-la dans « Mon compte », puis revenez.",
        label=label,
    )


def unlink_identity(identity: ExternalIdentity, *, by: Person) -> None:
    """Forget this identity. Never the only way in: the account keeps its address, and a code sent there opens it."""
    audit.record("identity.unlink", identity, by=by, issuer=identity.issuer)
    db.session.execute(delete(ExternalSession).where(ExternalSession.identity_id == identity.id))
    db.session.delete(identity)
    db.session.flush()


def vouches_for(arrival: Arrival, email: str) -> bool:
    """Whether the provider says that this address was verified as this person's."""
    return arrival.email_is_verified and normal_email(email) == normal_email(arrival.email)


def join_with_identity(
    name: str, email: str, arrival: Arrival, label: str, *, under_15: bool = False
) -> ExternalIdentity:
    """Make an account opened by this identity, for the address its provider has verified and no other.

    Refused when the address has an account already. Any other address is proved with a code first (entering.py).
    """
    if not vouches_for(arrival, email):
        raise Refused(_("Le fournisseur n’a pas vérifié cette adresse : prouvez-la avec un code."), "email")
    return link_identity(arrival, label, by=join(name, email, under_15=under_15))


def remember_session(identity: ExternalIdentity, token: str, arrival: Arrival) -> None:
    """Keep, while the session of this token is open, what signing out at the provider needs."""
    _forget_closed_sessions()
    sign_in = sign_in_by_token(token)
    if sign_in is None:
        return
    sealed = crypto.seal(SEALED_FOR, arrival.id_token.encode())
    db.session.execute(delete(ExternalSession).where(ExternalSession.sign_in_id == sign_in.id))
    db.session.add(ExternalSession(sign_in_id=sign_in.id, identity=identity, sid=arrival.sid, id_token=sealed))
    identity.last_used_at = clock.now()
    db.session.flush()


def forget_session(external: ExternalSession) -> str:
    """The session is closed: give its ID token back one last time, for the provider, and keep it no longer."""
    db.session.delete(external)
    db.session.flush()
    try:
        return crypto.unseal(SEALED_FOR, external.id_token).decode()
    except crypto.BadSeal:  # the secret key changed since: the provider will ask the person instead
        return ""


def close_from_elsewhere(issuer: str, *, subject: str | None, sid: str | None) -> int:
    """Close what a provider says is over (back-channel logout); return how many sessions were still open."""
    closed = 0
    for external in queries.sessions_at(issuer, subject=subject, sid=sid):
        sign_in = db.session.get(SignIn, external.sign_in_id)
        if sign_in and sign_in.revoked_at is None:
            sign_in.revoked_at, closed = clock.now(), closed + 1
            audit.record("sign_in.revoke", sign_in, by=None, issuer=issuer)
        db.session.delete(external)
    db.session.flush()
    return closed


def _forget_closed_sessions() -> None:
    over = select(SignIn.id).where(or_(SignIn.revoked_at.is_not(None), SignIn.expires_at <= clock.now()))
    db.session.execute(delete(ExternalSession).where(ExternalSession.sign_in_id.in_(over)))
