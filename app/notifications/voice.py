"""The language of what the house writes: that of whoever reads it, not of the person at the keyboard."""

from contextlib import AbstractContextManager

from flask_babel import force_locale

from app.accounts.models import Person

PROGRAMME = "fr"


def in_the_programmes_language() -> AbstractContextManager[None]:
    """Write a mail to somebody else inside this: subject and body are both in the language of the programme."""
    return force_locale(PROGRAMME)


def in_the_language_of(person: Person) -> AbstractContextManager[None]:
    """Write to somebody inside this: in the language of their profile, the programme's when they chose none."""
    return force_locale(person.language or PROGRAMME)
