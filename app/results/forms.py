"""What staff type at the what-if desk. It comes by the address (GET): a variant can be sent to a colleague."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import ValidationError

from app.core.errors import Refused
from app.results.whatif import Scene, answers_of, known_of, typed_rules
from app.rounds.checks import check_rules
from app.rounds.fields import euros
from app.rounds.presets import Rules
from app.rounds.selection import SCORED, SelectionForm, selection_from
from voting.election import Rules as Counted

BOXES = ("first_of_each_canton", "canton_shares")


class WhatIfForm(SelectionForm):
    """The rules of the rulebook form, and the envelope."""

    envelope = euros(lazy_gettext("Enveloppe, en euros"), lazy_gettext("La somme à répartir dans cet essai."))

    def __init__(self, scene: Scene, typed: Mapping[str, str] | None, start: Counted | None = None) -> None:
        """`typed`: the address, whose gaps are filled with the rules of the vote; none: `start`, or those rules."""
        base = start or scene.rules
        answers = answers_of(base)
        self.scene, usual = scene, {**answers, **selection_from(answers), "envelope": base.budget}
        super().__init__(formdata=_whole(usual, typed) if typed else None, data=usual)
        if (currency := scene.result.round.currency) != "EUR":
            for field in self:
                field.label.text = str(field.label.text).replace("euros", currency)

    def validate_grant_mode(self, field: Any) -> None:
        """Grants by scores need scores."""
        super().validate_grant_mode(field)
        if field.data in SCORED and "scores" not in known_of(self.scene):
            raise ValidationError(_("Les projets de ce vote n’ont pas de notes du comité : choisissez autre chose."))

    def validate_canton_winners(self, field: Any) -> None:
        """Limits by canton need cantons."""
        if field.data:
            self._ask_for_cantons()

    def validate_first_of_each_canton(self, field: Any) -> None:
        """The same."""
        if field.data:
            self._ask_for_cantons()

    def validate_canton_shares(self, field: Any) -> None:
        """The same."""
        if field.data:
            self._ask_for_cantons()

    def _ask_for_cantons(self) -> None:
        if "canton" not in known_of(self.scene):
            raise ValidationError(_("Les projets de ce vote n’ont pas de canton connu : laissez cette règle de côté."))

    def validate_youth_percent(self, field: Any) -> None:
        """A share for the young needs projects of the young."""
        if field.data and "youth" not in known_of(self.scene):
            raise ValidationError(_("Aucun projet de ce vote n’est signalé comme porté par des jeunes : écrivez 0."))

    def validate(self, extra_validators: Any = None) -> bool:
        """The answers one by one, then together."""
        if not super().validate(extra_validators):
            return False
        try:
            self.rules()
        except Refused as refusal:
            errors = self[refusal.field].errors if refusal.field in self else self.form_errors
            errors.append(str(refusal))
            return False
        return True

    def rules(self) -> Counted:
        """The typed rules as voting/ counts them. Raises Refused for those that contradict each other."""
        answers: dict[str, Any] = self.selection()
        envelope = self.envelope.data or 0
        check_rules(Rules(**{**answers_of(self.scene.rules), **answers}), envelope)  # type: ignore[typeddict-item]
        try:
            return typed_rules(self.scene, answers, envelope)
        except ValueError:
            raise Refused(_("Ces règles se contredisent : le dépouillement ne pourrait pas les appliquer.")) from None


def _whole(usual: Mapping[str, Any], typed: Mapping[str, str]) -> MultiDict[str, str]:
    """The address as a form that was filled in: an answer it does not give is that of the vote.

    A box that is not ticked is not in an address at all: "saisie" says that the form itself was sent.
    """
    boxes = {} if "saisie" in typed else {name: "y" for name in BOXES if usual[name]}
    filled = {name: _written(name, value) for name, value in usual.items() if name not in BOXES}
    return MultiDict({**filled, **boxes, **typed})


def _written(name: str, value: Any) -> str:
    if name in ("envelope", "floor", "ceiling", "step", "youth_up_to", "small_up_to", "middle_up_to"):
        euros_, cents = divmod(value or 0, 100)
        return f"{euros_},{cents:02d}" if cents else str(euros_) if value else ""
    return str(value)
