"""News go through notify(); the mails that are not news are listed in docs/decisions/0015-news-and-receipts.md."""

import ast
import pathlib

import pytest

CODE = sorted(pathlib.Path("app").rglob("*.py"))
CARRIERS = {"app/core/mail.py", "app/core/outbox.py"}  # and app/notifications, which decides who is mailed
DIRECT = (  # the decision says to whom and why
    "app/accounts/notices.py",
    "app/accounts/services/codes.py",
    "app/appeals/letters.py",
    "app/booth/services.py",
    "app/casework/letters.py",
    "app/events/services/letters.py",
    "app/mailbox/services.py",
    "app/minors/services.py",
    "app/privacy/services.py",
    "app/restitutions/services.py",
)
WAYS = {"tell", "tell_all", "mail_address", "deliver", "put", "OutboxMessage"}


def _ways_out(path):
    """What a file imports or calls that puts a mail on its way."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    imported = {name.name for node in nodes if isinstance(node, ast.ImportFrom) for name in node.names}
    called = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in {"mail", "outbox", "notifications", "mails"}
    }
    from_notifications = any(
        isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("app.notifications", "app.core"))
        for node in nodes
    )
    return (imported | called if from_notifications else called) & WAYS


@pytest.mark.parametrize("path", CODE, ids=str)
def test_only_listed_mails_are_no_news(path):
    carries = str(path) in CARRIERS or path.parts[1] in {"notifications", "demo"}
    assert carries or not _ways_out(path) or str(path) in DIRECT


def test_the_decision_names_each_of_them():
    decision = pathlib.Path("docs/decisions/0015-news-and-receipts.md").read_text()
    for path in DIRECT:
        assert _ways_out(pathlib.Path(path)), f"{path} writes no mail any more: take it off the list"
        assert path.removeprefix("app/") in decision, path
