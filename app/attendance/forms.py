"""What is sent from the door."""

import json
import secrets
from datetime import UTC, datetime
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, StringField, ValidationError
from wtforms.validators import Email, InputRequired, Length, Optional

from app.attendance.services import Mark
from app.attendance.walk_ins import WalkIn
from app.core import clock, names

MOST = 300  # taps in one sending; the phone sends the rest next
LONGEST = 64  # letters of an identifier
TOO_LONG = _("Écrivez un nom de %(n)s caractères au plus.", n=names.LONGEST)


class TapForm(FlaskForm):
    """One tap without JavaScript: the button says who, and whether they came."""

    came = StringField()
    undo = StringField()

    def mark(self) -> Mark:
        """The tap."""
        who = self.came.data or self.undo.data or ""
        return Mark(secrets.token_urlsafe(12), who, bool(self.came.data), clock.now())


class WalkInForm(FlaskForm):
    """Somebody who was on no list."""

    name = StringField(
        _("Nom"), [InputRequired(_("Écrivez au moins un nom.")), Length(max=names.LONGEST, message=TOO_LONG)]
    )
    email = EmailField(
        _("Adresse électronique"),
        [Optional(), Length(max=254), Email(_("Cette adresse n’est pas complète : il faut un @ et un point."))],
    )

    def mark(self) -> Mark:
        """Their presence."""
        who = WalkIn(self.name.data, self.email.data or "")
        return Mark(secrets.token_urlsafe(12), secrets.token_urlsafe(9), True, clock.now(), who)


class SendingForm(FlaskForm):
    """The taps a phone kept, as JSON: [{id, registration, came, at, name?, email?}, …]."""

    marks = HiddenField()
    read: list[Mark]

    def validate_marks(self, field: HiddenField) -> None:
        """Understand everything, or nothing."""
        try:
            sent = json.loads(field.data or "")
            self.read = [_mark(one) for one in sent[:MOST]]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
            raise ValidationError(str(_("Cet envoi ne se lit pas. Rechargez la page : rien n’est perdu."))) from error


def _mark(sent: dict[str, Any]) -> Mark:
    at = datetime.fromisoformat(sent["at"])
    who = WalkIn(str(sent["name"])[:200], _address(sent.get("email"))) if sent.get("name") else None
    registration = _identifier(sent["registration"])
    return Mark(_identifier(sent["id"]), registration, sent["came"] is True, at.astimezone(UTC), who)


def _address(text: Any) -> str:
    """The address, or none: a name at the door counts more than an address mistyped."""
    typed = text.strip() if isinstance(text, str) else ""
    try:
        validate_email(typed, check_deliverability=False)  # as the form's own Email() asks
    except EmailNotValidError:
        return ""
    return typed


def _identifier(text: Any) -> str:
    if not isinstance(text, str) or not text.isascii() or not text.isprintable() or not 0 < len(text) <= LONGEST:
        raise ValueError(text)
    return text
