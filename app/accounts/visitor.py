"""What flask-login carries between two pages: a random token whose session can be closed in the database."""

from flask_login import UserMixin

from app.accounts.models import Person


class Visitor(UserMixin):
    """Somebody signed in; the cookie holds the token, never the person."""

    def __init__(self, token: str, person: Person) -> None:
        self.token, self.person = token, person

    def get_id(self) -> str:
        """What the cookie holds."""
        return self.token
