"""Rules as they are written on the command line: a name, and its options after plus signs (`equal-shares+add1u`)."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from voting.allocation import ALIASES, RULES, Method
from voting.cli.failures import WrongInput
from voting.pabulib import DECLARED

NAMES: Mapping[str, Method] = {
    **{name: Method(name) for name in RULES},  # type: ignore[arg-type]  # the rules are exactly the names of Method
    **{alias: Method(name) for alias, name in ALIASES.items()},  # type: ignore[arg-type]
    **DECLARED,
}
WORDS: Mapping[str, tuple[str, str]] = {
    "cost": ("utility", "cost"),
    "cardinality": ("utility", "cardinality"),
    "add1": ("completion", "add1"),
    "add1u": ("completion", "add1u"),
    "votes": ("completion", "votes"),
    "phragmen": ("completion", "phragmen"),
    "exact": ("start", "exact"),
    "integral": ("start", "integral"),
    "overspend": ("stop", "overspend"),
    "exhaustive": ("stop", "exhaustive"),
    "satisfaction": ("comparison", "satisfaction"),
    "exclusion": ("comparison", "exclusion"),
    "stop": ("at_limit", "stop"),
    "skip": ("at_limit", "skip"),
}
"""Word after a plus sign -> option of `Method` and its value."""


def method_named(text: str) -> Method:
    """The method of a name. WrongInput when there is none, or when the rule has no such option."""
    name, *words = text.strip().split("+")
    if name not in NAMES:
        raise WrongInput("cli_rule", value=name, known=", ".join(NAMES))
    method = NAMES[name]
    for word in words:
        if word not in WORDS:
            raise WrongInput("cli_rule_option", value=word, known=", ".join(WORDS))
        option, value = WORDS[word]
        method = with_options(method, {option: value})
    return method


def with_options(method: Method, given: Mapping[str, Any]) -> Method:
    """The method with these options. WrongInput for one its rule does not look at."""
    changed = replace(method, **given)
    for option in given:
        if option not in used(changed):
            raise WrongInput("cli_unused", option=f"--{option.replace('_', '-')}", value=name_on_line(method))
    return changed


def used(method: Method) -> frozenset[str]:
    """The options its rule looks at."""
    if method.name == "phragmen":
        return frozenset({"at_limit"})
    if method.name == "majority-judgment":
        return frozenset()
    if method.name != "equal-shares":
        return frozenset({"utility"})
    raised = {"increment", "start", "stop"} if method.completion.startswith("add1") else set()
    return frozenset({"utility", "completion", "comparison", *raised})


def name_on_line(method: Method) -> str:
    """The shortest text that `method_named` reads as this method (its increment aside)."""
    plain = Method(method.name)
    options = {one.name for one in fields(Method)} - {"name", "increment"}
    changed = {name: getattr(method, name) for name in options if getattr(method, name) != getattr(plain, name)}
    return "+".join([method.name, *(word for word, (name, value) in WORDS.items() if changed.get(name) == value)])
