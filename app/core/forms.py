"""What all forms share: a refusal by the rules becomes an error of the form, and what was typed stays."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import g, request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from wtforms import Form, IntegerField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.core.errors import Refused, Stale
from app.core.extensions import db
from app.core.typed import forget_typed, kept_for


class AwaitedForm(FlaskForm):
    """The form of a deed that asks who one is (policy.needs_fresh): what was typed waits there while one proves it."""

    class Meta(FlaskForm.Meta):
        """Where its answers come from."""

        def wrap_formdata(self, form: Form, formdata: object) -> object:
            """What was just sent; else what was sent before the proof was asked, if this page has all its fields."""
            sent = super().wrap_formdata(form, formdata)
            if sent is not None:
                forget_typed()
                return sent
            kept = kept_for(request.path) if g.get("fresh") else None
            return kept if kept is not None and set(kept) <= set(form._fields) else None


class StaleGuard(FlaskForm):
    """A form that remembers which version of the thing it was opened on; none when there was nothing yet."""

    version = IntegerField(validators=[Optional()], widget=HiddenInput())


@contextmanager
def shown_on(form: Form) -> Iterator[None]:
    """Run the deed and the commit inside; a refusal undoes everything and is shown on the form itself."""
    try:
        yield
    except (StaleDataError, IntegrityError):  # somebody else was quicker
        db.session.rollback()
        form.form_errors.append(str(Stale()))
    except Refused as refusal:
        db.session.rollback()
        _errors_at(form, refusal.field).append(str(refusal))


def _errors_at(form: Form, field: str) -> list[str]:
    """Where a sentence belongs: the errors of that answer, or of the form as a whole."""
    if field not in form:
        return form.form_errors
    form[field].errors = list(form[field].errors)
    return form[field].errors


def required(what: str = "") -> str:
    """The sentence for an empty field."""
    return what or _("Remplissez ce champ.")
