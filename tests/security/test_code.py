"""What the code of the house never does: the mistakes a reader of it would look for first."""

import ast
import pathlib
import re
import sys
import time

import pytest

CODE = sorted(path for room in ("app", "voting", "moderation") for path in pathlib.Path(room).rglob("*.py"))
CODE += [pathlib.Path("config.py"), pathlib.Path("wsgi.py")]
# Deterministic on purpose: invented people, an example of an election. No secret is drawn there.
INVENTED = ("app/demo/", "voting/cli/bench.py")
NEVER_IMPORTED = {"pickle", "marshal", "shelve", "yaml", "subprocess", "telnetlib", "ftplib", "uuid", "xml", "lxml"}
NEVER_CALLED = {"eval", "exec", "compile", "__import__", "render_template_string", "populate_obj", "system", "popen"}
ALLOWED = {"re.compile"}
STARTS_COMMANDS = {"app/admin/cli.py"}  # `flask serve` starts gunicorn and the sender of mails: fixed words, no shell
# What is glued is a list of our own: settings of SQLite, names of the indexes of words and of their columns.
FIXED = {
    "connection.execute(f'PRAGMA {pragma}')",
    "text(f'DELETE FROM {index.name}')",
    "text(f'DELETE FROM {index.name} WHERE rowid = :id')",
    "text(f'INSERT INTO {index.name} (rowid, {columns}) VALUES (:id, {kept})')",
}
# Never searched for in what a visitor sends: used at the start of a line, on our style sheet, on a command line.
ON_OUR_OWN_TEXTS = {r'[^\S\n]*"', r"--([\w-]+): (#[0-9a-f]{6});", r"[0-9].*(€|\$|£|[A-Za-z]{3})"}


def calls(path):
    """(name as written, node) of every call of the file."""
    tree = ast.parse(path.read_text())
    return [(ast.unparse(node.func), node) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def imported(path):
    """The first name of every module the file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("path", CODE, ids=str)
def test_nothing_typed_is_ever_executed_or_unpickled(path):
    never = NEVER_IMPORTED - ({"subprocess"} if str(path) in STARTS_COMMANDS else set())
    assert imported(path) & never == set()
    found = [name for name, _node in calls(path) if name.split(".")[-1] in NEVER_CALLED and name not in ALLOWED]
    assert found == []


@pytest.mark.parametrize("path", CODE, ids=str)
def test_queries_are_never_glued_from_strings(path):
    asking = [node for name, node in calls(path) if name.split(".")[-1] in {"text", "execute", "scalar", "scalars"}]
    glued = [node for node in asking if node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)]
    assert {ast.unparse(node) for node in glued} <= FIXED


@pytest.mark.parametrize("path", CODE, ids=str)
def test_secrets_come_from_the_secure_generator(path):
    assert "random" not in imported(path) or str(path).startswith(INVENTED)


@pytest.mark.parametrize("path", CODE, ids=str)
def test_calls_to_other_servers_have_an_end_and_follow_nothing(path):
    asked = [
        node
        for name, node in calls(path)
        if re.fullmatch(r"requests\.(get|post|request)|client\.(get|post|fetch_token)", name)
    ]
    for node in asked:
        given = {each.arg: ast.unparse(each.value) for each in node.keywords}
        by_client = ast.unparse(node.func).startswith("client.")  # made with default_timeout
        assert ("timeout" in given or by_client) and given.get("allow_redirects") == "False", ast.unparse(node)


def test_every_call_to_another_server_is_looked_at():
    callers = {str(path) for path in CODE if "requests" in imported(path)}
    assert callers == {"app/sso/discovery.py", "app/sso/exchange.py"}
    assert "default_timeout=" in pathlib.Path("app/sso/exchange.py").read_text()


def patterns():
    """Every regular expression written in the code."""
    found = set()
    for path in CODE:
        for name, node in calls(path):
            regex = name.startswith("re.") or name.split(".")[-1] == "Regexp"
            if regex and node.args and isinstance(node.args[0], ast.Constant):
                value = node.args[0].value
                found.add(value.decode("latin-1") if isinstance(value, bytes) else value)
    return sorted(found - ON_OUR_OWN_TEXTS)


LONG = 10_000
HARD = [
    "a" * LONG + "!",
    " " * LONG + "!",
    "1" * LONG + "!",
    "a " * (LONG // 2),
    "-" * LONG,
    "(" * LONG,
    "aA1 ." * 2000,
]


@pytest.mark.parametrize("pattern", patterns())
def test_regular_expressions_take_linear_time(pattern):
    compiled = re.compile(pattern)
    for text in HARD:
        start = time.process_time()
        compiled.search(text)
        compiled.match(text)
        assert time.process_time() - start < 0.15, (pattern, text[:3])  # linear: 0.002; a square: 0.3 and more


def test_this_test_reads_the_code():
    assert len(CODE) > 200 and len(patterns()) > 10 and sys.version_info >= (3, 11)
