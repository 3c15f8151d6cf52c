"""Who may do what. Every endpoint has a door; a house with an open wall does not start."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

from flask import Flask, abort, g
from werkzeug.exceptions import Unauthorized

from app.core.errors import ConfirmFirst, Denied, SecondFactorFirst, SignInFirst

View = Callable[..., Any]
Sentence: TypeAlias = str | Callable[[Any], str]


class Rule:
    """A named yes-or-no question about an actor and a subject; rules add up with & and |.

    `says` is the sentence shown when this rule keeps the door closed (or a function of the subject giving it).
    """

    def __init__(self, test: Callable[[Any, Any], Any], name: str, says: Sentence = "") -> None:
        self.test, self.name, self.says = test, name, says

    def __call__(self, actor: Any, subject: Any = None) -> bool:
        """Ask the question."""
        return bool(self.test(actor, subject))

    def why_not(self, actor: Any, subject: Any) -> str:
        """The sentence of the rule that fails, or nothing when none has one."""
        return "" if self(actor, subject) else str(self.says(subject) if callable(self.says) else self.says)

    def __and__(self, other: "Rule") -> "Rule":
        return _Both(self, other)

    def could_open(self, subject: Any) -> bool:
        """Whether signing in may help: true unless the answer is no whoever asks (a phase is closed)."""
        try:
            return self(_SOMEBODY, subject)
        except _WhoAsks:
            return True

    def __or__(self, other: "Rule") -> "Rule":
        return _Either(self, other)


class _WhoAsks(Exception):
    """The rule looks at the person: nobody knows its answer before they sign in."""


class _Somebody:
    """A signed-in person of whom nothing is known yet."""

    def __getattr__(self, name: str) -> Any:
        raise _WhoAsks(name)


_SOMEBODY = _Somebody()


class _Either(Rule):
    def __init__(self, left: Rule, right: Rule) -> None:
        name, says = f"({left.name} or {right.name})", right.says or left.says
        super().__init__(lambda a, s: left(a, s) or right(a, s), name, says)
        self.left, self.right = left, right

    def could_open(self, subject: Any) -> bool:
        return self.left.could_open(subject) or self.right.could_open(subject)


class _Both(Rule):
    def __init__(self, left: Rule, right: Rule) -> None:
        super().__init__(lambda a, s: left(a, s) and right(a, s), f"{left.name} and {right.name}")
        self.left, self.right = left, right

    def could_open(self, subject: Any) -> bool:
        return self.left.could_open(subject) and self.right.could_open(subject)

    def why_not(self, actor: Any, subject: Any) -> str:
        return (
            self.left.why_not(actor, subject) if not self.left(actor, subject) else self.right.why_not(actor, subject)
        )


class _WithoutRoles:
    """Somebody as the doors see them in a session without second factor: themselves, and no role."""

    roles: frozenset[str] = frozenset()
    grants = role_grants = ()

    def __init__(self, person: Any) -> None:
        self._person = person

    def __getattr__(self, name: str) -> Any:
        return getattr(self._person, name)


RULES: dict[str, Rule] = {}
FRESH: set[str] = set()  # deeds that ask for a proof of the last ten minutes
anyone = Rule(lambda _actor, _subject: True, "anyone")
signed_in = Rule(lambda actor, _subject: actor is not None, "signed in")


def allow(**rules: Rule) -> None:
    """Register permissions: allow(idea__publish=is_moderator) opens the door "idea.publish"."""
    for name, rule in rules.items():
        permission = name.replace("__", ".")
        if permission in RULES:
            raise RuntimeError(f"{permission} is allowed twice: one policy would overwrite the other")
        RULES[permission] = rule


def needs_fresh(*permissions: str) -> None:
    """Say which deeds ask the person to prove again who they are (ASVS 7.5.3): those nobody takes back."""
    FRESH.update(permissions)


def roles_are_held_back() -> bool:
    """Whether the person of this request has roles that do not count: their session has no second factor (6.3.3)."""
    return bool(g.get("actor") is not None and g.actor.roles and not g.get("strong", True))


def judged() -> Any:
    """The person of this request as the doors see them: without roles until a second factor was proved."""
    return _WithoutRoles(g.actor) if roles_are_held_back() else g.get("actor")


def may(permission: str, subject: Any = None) -> bool:
    """Whether the person of this request may; templates show a button when its door would open."""
    return RULES[permission](judged(), subject)


def door(permission: str, load: Callable[..., Any] | None = None) -> Callable[[View], View]:
    """Load the subject (404), check the permission (401, 403) and the proof it asks for, hand the subject over."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**url_values: Any) -> Any:
            subject = load(**url_values) if load else None
            if load and subject is None:
                abort(404)
            if not may(permission, subject):
                _stay_closed(permission, subject)
            if permission in FRESH and not g.get("fresh", True):
                raise ConfirmFirst
            return view(subject) if load else view(**url_values)

        guarded.door, guarded.load = permission, load  # type: ignore[attr-defined]
        return guarded

    return decorate


def _stay_closed(permission: str, subject: Any) -> None:
    rule = RULES[permission]
    if roles_are_held_back() and rule(g.actor, subject):
        raise SecondFactorFirst
    actor = judged()
    why = rule.why_not(actor, subject)
    if actor is None and rule.could_open(subject):
        raise SignInFirst(why) if why else Unauthorized
    if why:
        raise Denied(why)
    abort(403)


def public(view: View) -> View:
    """Declare that a page is open to everybody."""
    view.door = "public"  # type: ignore[attr-defined]
    return view


def close_the_house(app: Flask) -> None:
    """Refuse to start while an endpoint has no door, or one that no rule opens."""
    for endpoint, view in app.view_functions.items():
        name = "public" if endpoint == "static" else getattr(view, "door", None)
        if name is None:
            raise RuntimeError(f"{endpoint} has no door: write @door(...) or @public")
        if name != "public" and name not in RULES:
            raise RuntimeError(f"{endpoint} asks for {name}, which no policy allows")
    if unknown := FRESH - RULES.keys():
        raise RuntimeError(f"{', '.join(sorted(unknown))}: asked to be fresh, which no policy allows")
