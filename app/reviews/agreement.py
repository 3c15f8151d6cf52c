"""How far readers agree: Krippendorff's alpha, and what it means in one sentence. It is shown, and decides nothing.

Ordinal differences, because a mark of 4 is nearer to 3 than to 0. The bounds of the sentences are Krippendorff's own
(Content Analysis, 2004, p. 241): firm conclusions from 0.8, tentative ones from 0.667.
"""

from collections.abc import Iterable
from fractions import Fraction

from flask_babel import gettext as _

from moderation.labelling.grids import MARKS

FIRM, TENTATIVE = 0.8, 0.667


def alpha(marks: Iterable[tuple[object, int]]) -> float | None:
    """The alpha of marks given as (what was marked, mark): units with fewer than two marks say nothing.

    None when nothing was marked twice, or when every mark is the same: agreement cannot be told from chance then.
    """
    counts: dict[object, list[int]] = {}
    for unit, mark in marks:
        counts.setdefault(unit, [0] * len(MARKS))[mark] += 1
    table = [row for row in counts.values() if sum(row) > 1]
    if sum(1 for column in zip(*table, strict=True) if any(column)) < 2:
        return None
    import krippendorff  # noqa: PLC0415  (numpy takes a while to load, for this page only)

    return float(krippendorff.alpha(value_counts=table, value_domain=list(MARKS), level_of_measurement="ordinal"))


def meaning(value: float | None) -> str:
    """What the figure says to somebody who does not know it."""
    if value is None:
        return _("Il faut au moins deux notes différentes sur un même critère d’un même dossier pour le dire.")
    if value >= FIRM:
        return _("Les personnes qui lisent jugent à peu près de même : la grille est comprise par toutes.")
    if value >= TENTATIVE:
        return _("Elles s’accordent assez pour classer les dossiers, pas pour trancher entre deux notes voisines.")
    if value > 0:
        return _("Elles s’accordent peu : relisez ensemble les phrases de la grille avant de comparer des notes.")
    return _("Elles s’accordent moins que le hasard : ces notes ne peuvent pas départager des dossiers.")


def shown(value: Fraction | float) -> str:
    """A figure with two decimals, for the screen only."""
    return f"{float(value):.2f}".replace(".", ",").replace("-", "\N{MINUS SIGN}")
