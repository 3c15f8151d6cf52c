"""The kinds of answers staff give about a round, each with the sentence for a mistake. Amounts are typed in euros."""

import re
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, StopValidation

FILL = _("Remplissez ce champ.")
CHOOSE = _("Choisissez une réponse.")
AMOUNT = re.compile(r"(\d{1,10})(?:[.,](\d{1,2}))?")


class EurosField(StringField):
    """An amount typed in euros ("352 000", "99,50"); `data` is in cents, exactly."""

    least = 1  # cent

    def _value(self) -> str:
        if self.raw_data:
            return self.raw_data[0]
        if self.data is None:
            return ""
        euros, cents = divmod(self.data, 100)
        return f"{euros},{cents:02d}" if cents else str(euros)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the typed amount; spaces and the euro sign may be there."""
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        match = AMOUNT.fullmatch(re.sub(r"[\s\u00a0\u202f€]", "", valuelist[0]))
        if match is None:
            self.data = None
            raise ValueError(_("Écrivez un montant en euros, par exemple 4 500."))
        self.data = int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))

    def pre_validate(self, form: Any) -> None:
        """Something was read, and it is not nothing."""
        if not self.process_errors and (self.data or 0) < self.least:
            raise StopValidation(_("Écrivez un montant supérieur à zéro."))


class LimitField(EurosField):
    """An amount that may be left out: nothing, or zero, means no limit; `data` is 0 then."""

    least = 0

    def _value(self) -> str:
        return super()._value() if self.raw_data or self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Nothing is typed for no limit."""
        super().process_formdata(valuelist)
        self.data = self.data or 0


def euros(label: Any, hint: Any = "") -> EurosField:
    """A required amount of at least one cent."""
    return EurosField(label, [InputRequired(FILL)], description=hint, render_kw={"inputmode": "decimal"})


def limit(label: Any, hint: Any = "") -> LimitField:
    """An amount; left empty, no limit."""
    return LimitField(label, [Optional()], description=hint, render_kw={"inputmode": "decimal"})


class WholeField(IntegerField):
    """A whole number; what is none is answered with the sentence of its bounds."""

    def __init__(self, label: Any, says: Any, low: int, high: int, **more: Any) -> None:
        super().__init__(label, [InputRequired(FILL), NumberRange(low, high, says)], **more)
        self.says = says

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the typed number."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(self.says) from None

    def pre_validate(self, form: Any) -> None:
        """What was no number has its sentence already: once is enough."""
        if self.process_errors:
            raise StopValidation


class AnswerField(RadioField):
    """One answer among a few; anything else is no answer."""

    def pre_validate(self, form: Any) -> None:
        """The answer is one of those offered."""
        if self.data not in {value for value, *_rest in self.iter_choices()}:
            raise StopValidation(CHOOSE)


def whole(label: Any, hint: Any, low: int, high: int) -> WholeField:
    """A required whole number between two bounds."""
    says = _("Écrivez un nombre entier entre %(low)s et %(high)s.", low=low, high=high)
    return WholeField(label, says, low, high, description=hint)


def choice(label: Any, hint: Any, **options: Any) -> AnswerField:
    """One answer among a few."""
    return AnswerField(
        label,
        [InputRequired(CHOOSE)],
        choices=[SelectChoice(*pair) for pair in options.items()],
        description=hint,
    )


def on_day(label: Any) -> DateField:
    """A required day."""
    return DateField(label, [InputRequired(_("Choisissez une date."))])
