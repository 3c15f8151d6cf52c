"""An organisation is declared by somebody who represents it, then confirmed, refused or closed by staff.

The site asks no register: staff compare the numbers with the public directory before they confirm.
"""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.accounts.measures import require_allowed
from app.accounts.models import Person
from app.core import audit, clock, names
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.models import check_fresh
from app.core.text import plain
from app.organisations import identifiers, queries
from app.organisations.letters import tell_representatives
from app.organisations.models import Kind, Mandate, MandateRole, Organisation
from app.organisations.status import OrganisationStatus
from app.territories.models import Municipality
from moderation.measures import Deed

SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,30}:", re.IGNORECASE)  # "javascript:" is one, "exemple.fr/" has none
NAME_MAX, WEBSITE_MAX = 120, 200
MOST_WAITING = 10  # declared by one person and not checked yet
IDENTITY = ("name", "kind", "siren", "siret", "rna", "court_entry")  # what staff confirm


class Identity(NamedTuple):
    """What is typed about an organisation."""

    name: str
    kind: Kind
    municipality: Municipality
    siret: str = ""  # SIREN alone is accepted in its place
    rna: str = ""
    court_entry: str = ""
    address: str = ""
    website: str = ""


def declare(identity: Identity, *, by: Person) -> Organisation:
    """Keep a new organisation; whoever declares it represents it from today.

    Raises Refused when a number is wrong, missing or taken, or when the person declared many that still wait.
    """
    require_allowed(by, Deed.POST)
    waiting = select(func.count()).where(
        Organisation.declared_by_id == by.id, Organisation.status == OrganisationStatus.DECLARED
    )
    if (db.session.scalar(waiting) or 0) >= MOST_WAITING:
        raise Refused(_("Vous avez déclaré beaucoup de structures : attendez que l’équipe les vérifie."))
    organisation = Organisation(declared_by_id=by.id)
    _write(organisation, identity)
    mandate = Mandate(person=by, role=MandateRole.REPRESENTATIVE, since=clock.today())
    organisation.mandates.append(mandate)
    _add(organisation)
    audit.record("organisation.declare", organisation, by=by, kind=organisation.kind, numbers=organisation.numbers)
    return organisation


def edit(organisation: Organisation, identity: Identity, *, by: Person, version: int | None = None) -> None:
    """Change what is said of an organisation; a change of its identity, or of a refused one, is checked again."""
    check_fresh(organisation, version)
    before = {key: getattr(organisation, key) for key in IDENTITY}
    with db.session.no_autoflush:  # nothing is written before the number is known to be free
        _write(organisation, identity)
        changed = [key for key in IDENTITY if getattr(organisation, key) != before[key]]
        if organisation.status is OrganisationStatus.REFUSED:
            advance(organisation, "declare_again", by=by)
        elif changed and organisation.status is OrganisationStatus.CONFIRMED:
            advance(organisation, "amend", by=by, changed=changed)
    _add(organisation)
    audit.record("organisation.edit", organisation, by=by, changed=changed)


def _write(organisation: Organisation, identity: Identity) -> None:
    organisation.name = names.cleaned(identity.name, NAME_MAX)
    organisation.sort_name = plain(organisation.name)
    organisation.kind, organisation.municipality = identity.kind, identity.municipality
    digits = identifiers.compact(identity.siret)
    siret = identifiers.siret(digits) if len(digits) > 9 else ""
    organisation.siret, organisation.siren = siret or None, siret[:9] or identifiers.siren(digits) or None
    organisation.rna = identifiers.rna(identity.rna) or None
    organisation.court_entry, organisation.address = identity.court_entry.strip(), identity.address.strip()
    organisation.website = _web_address(identity.website)
    _refuse_unidentified(organisation)


def _web_address(typed: str) -> str:
    """A link people may follow: http or https, a host, nobody's password in it."""
    address = typed.strip()
    if address and not SCHEME.match(address):
        address = "https://" + address
    try:
        parts = urlsplit(address)
        sound = parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and not parts.username
    except ValueError:
        sound = False
    if address and (not sound or len(address) > WEBSITE_MAX or re.search(r"[\s<>\"]", address)):
        raise Refused(_("Écrivez l’adresse d’un site, par exemple https://exemple.fr."), "website")
    return address


def _refuse_unidentified(organisation: Organisation) -> None:
    known = organisation.siren or organisation.rna or organisation.court_entry
    if organisation.kind is Kind.COLLECTIVE and known:
        raise Refused(
            _("Un collectif sans forme juridique n’a pas de numéro : choisissez une autre forme, ou videz-les."), "kind"
        )
    if organisation.kind is not Kind.COLLECTIVE and not known:
        raise Refused(_("Écrivez au moins un numéro : l’équipe vérifie que la structure existe."), "siret")
    if (organisation.rna or organisation.court_entry) and organisation.kind not in (Kind.ASSOCIATION, Kind.FOUNDATION):
        raise Refused(_("Seules les associations et les fondations ont un numéro RNA ou un volume et folio."), "rna")


def _add(organisation: Organisation) -> None:
    """Write the row; a number another living organisation has is refused, whoever comes second."""
    with db.session.no_autoflush:
        other = queries.same_number(organisation)
    if other is None:
        try:
            with db.session.begin_nested():
                db.session.add(organisation)
            return
        except IntegrityError:  # declared at the same instant by somebody else
            pass
    raise Refused(
        _(
            "Une structure est déjà inscrite avec ce numéro. Demandez à la personne qui la représente de vous inviter, "
            "ou écrivez à l’équipe."
        ),
        "rna" if other is not None and other.rna and other.rna == organisation.rna else "siret",
    )


# --- what staff decide --------------------------------------------------------------------------------------------


def confirm(organisation: Organisation, *, by: Person) -> None:
    """Say that the organisation exists and is what it says: compared with the public directory."""
    advance(organisation, "confirm", by=by)
    organisation.decision_reason, organisation.decided_by_id = None, by.id
    sentence = lazy_gettext("L’équipe a vérifié votre structure : elle peut porter des projets.")
    tell_representatives(organisation, sentence, by=by)


def refuse(organisation: Organisation, reason: str, *, by: Person) -> None:
    """Say why it cannot be confirmed; its representatives may correct it and declare it again."""
    organisation.decision_reason, organisation.decided_by_id = reason.strip() or None, by.id
    advance(organisation, "refuse", by=by, reason=reason)
    sentence = lazy_gettext(
        "L’équipe n’a pas pu vérifier votre structure. Vous pouvez la corriger et la déclarer de nouveau."
    )
    tell_representatives(organisation, sentence, reason, by=by)


def close(organisation: Organisation, reason: str, *, by: Person) -> None:
    """Mark that the organisation exists no more, or must act here no more; nobody acts for it from now on."""
    organisation.decision_reason, organisation.decided_by_id = reason.strip() or None, by.id
    advance(organisation, "close", by=by, reason=reason)
    tell_representatives(organisation, lazy_gettext("L’équipe a fermé votre structure sur ce site."), reason, by=by)
