"""The accounts of a budget as French grant applications ask them (Cerfa 12156, plan comptable ANC 2018-06).

Two figures are enough: expenses 60 to 68, resources 70 to 79, what is given in kind 86 (used) and 87 (received).
"""

from enum import StrEnum
from typing import NamedTuple

from flask_babel import lazy_gettext as _


class Side(StrEnum):
    """Which column of the table a line adds to."""

    EXPENSE = "expense"
    RESOURCE = "resource"
    USE = "use"
    GIFT = "gift"


class Account(NamedTuple):
    """One account: its number, its name in the nomenclature, and examples in plain words."""

    number: int
    name: object
    examples: object

    @property
    def label(self) -> str:
        """As it is chosen: "60 – Achats"."""
        return f"{self.number} – {self.name}"


GRANTS = 74  # where what is asked of the Budget citoyen stands
USED, RECEIVED = 86, 87
EXPENSES = (
    Account(60, _("Achats"), _("matériel, fournitures, repas, énergie")),
    Account(61, _("Services extérieurs"), _("location d’une salle, assurance, entretien")),
    Account(62, _("Autres services extérieurs"), _("un intervenant, une affiche, un trajet, le téléphone")),
    Account(63, _("Impôts et taxes"), _("taxe sur les salaires, droits")),
    Account(64, _("Charges de personnel"), _("salaires et cotisations")),
    Account(65, _("Autres charges de gestion courante"), _("droits d’auteur, cotisation à un réseau")),
    Account(66, _("Charges financières"), _("intérêts d’un emprunt")),
    Account(67, _("Charges exceptionnelles"), _("ce qui ne revient jamais")),
    Account(68, _("Dotations aux amortissements et provisions"), _("l’usure d’un matériel qui dure")),
)
RESOURCES = (
    Account(70, _("Ventes de produits et de services"), _("buvette, ateliers payants, vente d’objets")),
    Account(71, _("Production stockée"), _("ce qui est fabriqué et pas encore vendu")),
    Account(72, _("Production immobilisée"), _("ce que vous fabriquez pour vous-mêmes")),
    Account(73, _("Concours publics et produits de la tarification"), _("sommes prévues par un texte")),
    Account(GRANTS, _("Subventions d’exploitation"), _("commune, région, État, caisse d’allocations familiales")),
    Account(75, _("Autres produits de gestion courante"), _("cotisations, dons, mécénat")),
    Account(76, _("Produits financiers"), _("intérêts d’un livret")),
    Account(77, _("Produits exceptionnels"), _("ce qui ne revient jamais")),
    Account(78, _("Reprises sur amortissements et provisions"), _("une provision qui n’a pas servi")),
    Account(79, _("Transferts de charges"), _("une dépense remboursée")),
)
IN_KIND = (
    Account(USED, _("Emplois des contributions en nature"), _("les heures des bénévoles, la salle prêtée")),
    Account(RECEIVED, _("Contributions volontaires en nature"), _("les mêmes, comme un apport au projet")),
)
ACCOUNTS = {account.number: account for account in (*EXPENSES, *RESOURCES, *IN_KIND)}
USUAL = (60, 61, 62)  # hardly any project spends nothing there


def side_of(account: int) -> Side:
    """The column of an account; ValueError for one that the nomenclature does not have."""
    if account not in ACCOUNTS:
        raise ValueError(f"no account {account}")
    return {6: Side.EXPENSE, 7: Side.RESOURCE, 86: Side.USE, 87: Side.GIFT}[account if account > 79 else account // 10]
