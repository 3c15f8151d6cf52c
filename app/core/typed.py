"""What a person typed in a form that comes to nothing, to be shown on the page that says so and copied again."""

from collections.abc import Iterator

from flask import request
from flask_wtf import FlaskForm
from wtforms.fields.core import UnboundField
from wtforms.widgets import HiddenInput

UNSEEN = {"version", "next", "back", "way", "code", "then"}  # fields and buttons that nobody types


def typed_words() -> dict[str, str]:
    """The texts of the form just sent, by name: nothing that its page hid, never a password."""
    unseen = UNSEEN | hidden_fields()
    kept = {k: v for k, v in request.form.items() if k not in unseen and v.strip()}
    return {k: v for k, v in kept.items() if "token" not in k and "password" not in k}


def hidden_fields() -> set[str]:
    """What the forms that resemble most what was sent keep in hidden fields."""
    names = set(request.form)
    fields = [_hidden_or_not(form) for form in _forms(FlaskForm)]
    most = max((len(names & set(each)) for each in fields), default=0)
    likely = [each for each in fields if len(names & set(each)) == most]
    return {name for each in likely for name, is_hidden in each.items() if is_hidden}


def _hidden_or_not(form: type[FlaskForm]) -> dict[str, bool]:
    """The fields of a form by name, those it inherits too: whether each is hidden."""
    made = {name: field for name in dir(form) if isinstance(field := getattr(form, name, None), UnboundField)}
    widgets = {
        name: field.kwargs.get("widget", getattr(field.field_class, "widget", None)) for name, field in made.items()
    }
    return {name: isinstance(widget, HiddenInput) for name, widget in widgets.items()}


def _forms(form: type[FlaskForm]) -> Iterator[type[FlaskForm]]:
    for each in form.__subclasses__():
        yield each
        yield from _forms(each)
