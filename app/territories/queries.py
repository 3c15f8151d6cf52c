"""What is read about places."""

from collections.abc import Iterable, Sequence

from flask import current_app
from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from app.core.extensions import db
from app.territories.models import Canton, Department, Municipality, PostalCode
from app.territories.names import split_postal_code


def department() -> Department | None:
    """The département of this site (setting DEPARTEMENT), once it is loaded."""
    return db.session.get(Department, current_app.config["SETTINGS"].DEPARTEMENT)


def municipality_by_code(code: str) -> Municipality | None:
    """The commune with this INSEE code."""
    return db.session.get(Municipality, code)


def names_of(codes: Iterable[str | None]) -> dict[str, str]:
    """The name of each of these communes, by its INSEE code: one query."""
    wanted = {code for code in codes if code}
    query = select(Municipality.code, Municipality.name).where(Municipality.code.in_(wanted))
    return dict(db.session.execute(query).all()) if wanted else {}


def municipalities() -> Sequence[Municipality]:
    """Every commune of this site's département, by name."""
    return db.session.scalars(_here()).all()


def cantons() -> Sequence[Canton]:
    """The cantons of this site's département, by name; none where no list was loaded."""
    code = current_app.config["SETTINGS"].DEPARTEMENT
    return db.session.scalars(
        select(Canton).where(Canton.department_code == code).order_by(Canton.name, Canton.code)
    ).all()


def count_municipalities() -> int:
    """How many communes this site's département has."""
    return db.session.scalar(select(func.count()).select_from(_here().order_by(None).subquery())) or 0


def find_municipalities(text: str, limit: int | None = None) -> Sequence[Municipality]:
    """The communes somebody may mean by `text`: a name however typed, a postal code, or "Arras (62000)".

    The exact name alone when there is one; otherwise names that begin so, then names that contain it. A postal code
    beside a name decides between the candidates. Without any text, nothing.
    """
    name, postal_code = split_postal_code(text)
    if not name and not postal_code:
        return []
    query = _here()
    if postal_code:
        query = query.where(
            Municipality.code.in_(select(PostalCode.municipality_code).where(PostalCode.code == postal_code))
        )
    if name:
        query = query.where(Municipality.sort_name.contains(name, autoescape=True))
    found = db.session.scalars(query).all()
    exact = [m for m in found if m.sort_name == name]
    return exact or sorted(found, key=lambda m: (not m.sort_name.startswith(name), m.sort_name, m.code))[:limit]


def suggest_municipalities(text: str, limit: int = 12) -> Sequence[Municipality]:
    """The communes to offer while somebody types: the beginning of a name or of a postal code will do."""
    typed = text.strip()
    if typed.isdigit() and 2 <= len(typed) < 5:
        codes = select(PostalCode.municipality_code).where(PostalCode.code.startswith(typed))
        return db.session.scalars(_here().where(Municipality.code.in_(codes)).limit(limit)).all()
    name, postal_code = split_postal_code(text)
    found = list(find_municipalities(text, limit))
    if (
        name and not postal_code and len(found) == 1 and found[0].sort_name == name
    ):  # "Saint-Omer": offer the longer names too
        longer = _here().where(Municipality.sort_name.startswith(name + " ", autoescape=True))
        found += db.session.scalars(longer.limit(limit - 1)).all()
    return found[:limit]


def _here() -> Select[Municipality]:
    code = current_app.config["SETTINGS"].DEPARTEMENT
    query = select(Municipality).where(Municipality.department_code == code)
    return query.options(selectinload(Municipality.postal_codes)).order_by(Municipality.sort_name, Municipality.code)
