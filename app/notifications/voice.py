"""The language of the mails the house sends: the programme's, whatever language the person at the keyboard reads."""

from contextlib import AbstractContextManager

from flask_babel import force_locale

PROGRAMME = "fr"


def in_the_programmes_language() -> AbstractContextManager[None]:
    """Write a mail to somebody else inside this: subject and body are both in the language of the programme."""
    return force_locale(PROGRAMME)
