"""The table as it is typed: one form, one row a line; empty rows are left out, wrong ones get their sentence."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    DateField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from app.budgets.lines import Line, priced
from app.budgets.models import FUNDING_NAMES, LABEL_MAX, MOST_CENTS, MOST_LINES, MOST_QUANTITY, UNIT_MAX, Funding
from app.budgets.nomenclature import ACCOUNTS, EXPENSES, GRANTS, IN_KIND, RESOURCES, Account, Side
from app.core.forms import StaleGuard
from app.core.text import money
from app.rounds.fields import LimitField

QUANTITY = re.compile(r"(\d{1,5})(?:[.,](\d{1,3}))?")
BLANK_ROWS = 2  # always there to write in
MORE_ROWS = 5
KNOWN = {str(number) for number in ACCOUNTS}
ANSWERS = [SelectChoice("", _("sans objet")), *(SelectChoice(*pair) for pair in FUNDING_NAMES.items())]
PARTS = {"expenses": (Side.EXPENSE,), "resources": (Side.RESOURCE,), "in_kind": (Side.USE, Side.GIFT)}


class AmountField(LimitField):
    """An amount in euros and cents, or nothing; `data` is in cents, None when nothing is typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the amount; a minus sign has its own sentence."""
        text = valuelist[0].strip() if valuelist else ""
        if text.startswith(("-", "−", "–")):
            self.data = None
            raise ValueError(gettext("Un montant n’est jamais négatif : écrivez-le dans l’autre colonne."))
        super().process_formdata(valuelist)
        self.data = self.data if text else None

    def _value(self) -> str:
        if self.data == 0 and not self.raw_data:
            return "0"
        return super()._value()


class QuantityField(StringField):
    """How many, with up to three decimals; `data` is in thousandths."""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        whole, rest = divmod(int(self.data), 1000)
        return f"{whole},{rest:03d}".rstrip("0") if rest else str(whole)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number as people type it: "3", "1,5"."""
        text = re.sub(r"[\s\u00a0\u202f]", "", valuelist[0]) if valuelist else ""
        self.data = None
        if not text:
            return
        match = QUANTITY.fullmatch(text)
        if match is None or int(match[1]) * 1000 > MOST_QUANTITY:
            raise ValueError(gettext("Écrivez un nombre de 0 à 10 000, par exemple 3 ou 1,5."))
        self.data = int(match[1]) * 1000 + int((match[2] or "0").ljust(3, "0"))


class ChosenField(SelectField):
    """One answer of a list; what is not in it is answered in our words."""

    def pre_validate(self, form: Any) -> None:
        """The answer is one of those offered."""
        if str(self.data) not in {str(value) for value, *_rest in self.iter_choices()}:
            raise ValidationError(gettext("Choisissez dans la liste."))


def _accounts(accounts: Sequence[Account]) -> ChosenField:
    def choices() -> list[SelectChoice]:  # at each page: in the reader's language
        return [SelectChoice(str(account.number), account.label) for account in accounts]

    return ChosenField(_("Compte"), choices=choices, render_kw={"data-account": ""})


def _amount(label: Any, mark: str) -> AmountField:
    return AmountField(label, [Optional()], render_kw={"inputmode": "decimal", mark: "", "autocomplete": "off"})


def _says_something(field: Field) -> bool:
    """What was typed; in a form nobody has sent yet, what is kept."""
    if field.raw_data is None:
        return field.data not in (None, "")
    return bool(field.raw_data and field.raw_data[0].strip())


class LineForm(Form):
    """What every line says."""

    key = HiddenField()
    label = StringField(_("Libellé"), [Length(max=LABEL_MAX, message=_("120 caractères au plus."))])
    amount = _amount(_("Montant (€)"), "data-amount")
    drop = BooleanField(_("Retirer"), render_kw={"data-drop": ""})

    @property
    def is_left_out(self) -> bool:
        """Whether the row is empty, or to be taken away."""
        told = (self[name] for name in ("label", "amount", "quantity", "price") if name in self)
        return bool(self.drop.data) or not any(_says_something(field) for field in told)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check a row that says something; an amount may come from its quantity and price."""
        if self.is_left_out:
            return True
        if not super().validate(extra_validators):
            return False
        self._complete()
        return not self.errors

    def _complete(self) -> None:
        if not (self.label.data or "").strip():
            self.label.errors = [gettext("Dites en quelques mots de quoi il s’agit.")]
        wanted = self._priced()
        if self.amount.data is None and wanted is None:
            self.amount.errors = [gettext("Écrivez le montant.")]
        elif self.amount.data is not None and wanted not in (None, self.amount.data):
            self.amount.errors = [
                gettext("Quantité × prix font %(product)s : corrigez l’un des trois.", product=money(wanted))
            ]
        elif (self.amount.data or wanted or 0) > MOST_CENTS:
            self.amount.errors = [gettext("Un montant va jusqu’à 100 millions d’euros.")]

    def _priced(self) -> int | None:
        if "price" not in self or self["quantity"].data is None or self["price"].data is None:
            return None
        return priced(self["quantity"].data, self["price"].data)

    def line(self) -> Line:
        """The line as the services take it, as far as what was typed can be read."""
        amount = self.amount.data if self.amount.data is not None else self._priced()
        has_price = "price" in self
        return Line(
            account=int(self["account"].data),
            label=(self.label.data or "").strip(),
            amount_cents=amount or 0,
            key=self.key.data or "",
            quantity=self["quantity"].data if has_price else None,
            unit=(self["unit"].data or "").strip() if has_price else "",
            unit_cents=self["price"].data if has_price else None,
        )


class _Priced(LineForm):
    quantity = QuantityField(_("Quantité"), [Optional()], render_kw={"inputmode": "decimal", "data-quantity": ""})
    unit = StringField(_("Unité"), [Length(max=UNIT_MAX, message=_("30 caractères au plus."))])
    price = _amount(_("Prix unitaire (€)"), "data-price")


class ExpenseForm(_Priced):
    """One expense."""

    account = _accounts(EXPENSES)


class InKindForm(_Priced):
    """Hours given, or a thing lent: on both sides."""

    account = _accounts(IN_KIND)


class ResourceForm(LineForm):
    """One resource; from a co-funder, where it stands and since when."""

    account = _accounts(RESOURCES)
    funding = ChosenField(_("Réponse"), choices=ANSWERS, render_kw={"data-funding": ""})
    funding_on = DateField(_("Le"), [Optional()])

    def line(self) -> Line:
        """With where the co-funder stands."""
        line = super().line()
        known = self.funding.data in set(Funding)
        return Line(
            **{
                **vars(line),
                "funding": Funding(self.funding.data) if known else None,
                "funding_on": self.funding_on.data if known else None,
            }
        )


class TableForm(StaleGuard):
    """The whole table; `known` names the lines that were there when it was opened."""

    known = HiddenField()
    asked_key = HiddenField()
    asked = _amount(_("Somme demandée au Budget citoyen (€)"), "data-amount")
    expenses = FieldList(FormField(ExpenseForm), max_entries=MOST_LINES)
    resources = FieldList(FormField(ResourceForm), max_entries=MOST_LINES)
    in_kind = FieldList(FormField(InKindForm), max_entries=MOST_LINES)

    def rows(self) -> list[LineForm]:
        """Every row, in the order of the page."""
        return [entry.form for part in PARTS for entry in self[part]]

    def lines(self, label: str) -> list[Line]:
        """The lines that say something; what is asked comes first among the resources, under the name `label`."""
        kept = [row.line() for row in self.rows() if not row.is_left_out and row["account"].data in KNOWN]
        if self.asked.data is None:
            return kept
        asked = Line(GRANTS, label, self.asked.data, is_asked=True, key=self.asked_key.data or "")
        expenses = [line for line in kept if line.side is Side.EXPENSE]
        return [*expenses, asked, *kept[len(expenses) :]]

    def add_rows(self, part: str = "") -> None:
        """Blank rows to write in: a few everywhere, more in the part that asks for them."""
        for name in PARTS:
            blank = sum(row.form.is_left_out and not row.form.drop.data for row in self[name])
            wanted = MORE_ROWS if name == part else max(0, BLANK_ROWS - blank)
            for _n in range(min(wanted, MOST_LINES - len(self[name]))):
                self[name].append_entry({"unit": ""})

    def take_in(self, lines: Iterable[Any]) -> None:
        """Show lines that somebody else added meanwhile, so that sending the form again does not take them away."""
        for line in lines:
            part = next(name for name, sides in PARTS.items() if line.side in sides)
            self[part].append_entry(_row(line))


class SheetForm(FlaskForm):
    """A table made elsewhere."""

    sheet = FileField(
        _("Votre tableau (.xlsx)"),
        [FileRequired(_("Choisissez un fichier."))],
        description=_(
            "Partez du fichier téléchargé ici : il a les bonnes colonnes. 2 Mo au plus, sans macro. Les formules sont "
            "lues par leur résultat."
        ),
        render_kw={"accept": ".xlsx"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet.flags.required = True


def typed_from(lines: Iterable[Any], version: int) -> dict[str, Any]:
    """Lines, kept or read from a sheet, as the data of TableForm."""
    lines = list(lines)
    asked = next((line for line in lines if line.is_asked), None)
    keys = [_key(line) for line in lines]
    return {
        "version": version,
        "known": " ".join(key for key in keys if key),
        "asked": asked.amount_cents if asked else None,
        "asked_key": _key(asked) if asked else "",
        **{
            part: [_row(line) for line in lines if line.side in sides and not line.is_asked]
            for part, sides in PARTS.items()
        },
    }


def _key(line: Any) -> str:
    return str(line.key if isinstance(line, Line) else line.public_id)


def _row(line: Any) -> dict[str, Any]:
    return {
        "key": _key(line),
        "account": str(line.account),
        "label": line.label,
        "quantity": line.quantity,
        "unit": line.unit,
        "price": line.unit_cents,
        "amount": line.amount_cents,
        "funding": line.funding.value if line.funding else "",
        "funding_on": line.funding_on,
    }
