"""What flask-login carries between two pages: a random token whose session can be closed in the database."""

from flask_login import UserMixin

from app.accounts import session_limits
from app.accounts.models import SignIn


class Visitor(UserMixin):
    """Somebody signed in; the cookie holds the token, never the person."""

    def __init__(self, token: str, sign_in: SignIn) -> None:
        self.token, self.sign_in, self.person = token, sign_in, sign_in.person
        self.is_strong, self.is_fresh = session_limits.is_strong(sign_in), session_limits.is_fresh(sign_in)

    def get_id(self) -> str:
        """What the cookie holds."""
        return self.token
