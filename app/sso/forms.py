"""What is typed by somebody whom a provider has recognised for the first time."""

from app.accounts.forms import SignUpForm


class WelcomeForm(SignUpForm):
    """A name and an address: the provider's are proposed, the person decides."""

    password = None
    next = None
