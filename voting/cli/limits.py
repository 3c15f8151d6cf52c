"""Quotas, reserves and minimums as they are written on the command line."""

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, cast

from voting.candidate import Candidate
from voting.cli.failures import WrongInput
from voting.constraints import By, Constraints, Quota, Reserve, groups_of
from voting.pabulib import cents

QUOTA = re.compile(r"(canton|theme|tag)(?::(.+))?=([^=]+)", re.DOTALL)
FIELD = re.compile(r",(?=(?:canton|theme|tag|above|up-to)=)")
AMOUNT = re.compile(r"([0-9][0-9 \u00a0\u202f]*(?:[.,][0-9]+)?)[ \u00a0\u202f]*(€|\$|£|[A-Za-z]{3})?")
SHARE = re.compile(r"[0-9]{1,9}(?:/0*[1-9][0-9]{0,8}|[.,][0-9]{1,9})?")


def whole_number(text: str, option: str, least: int = 0) -> int:
    """A whole number of at least `least`. WrongInput otherwise."""
    if not re.fullmatch(r"[0-9]{1,12}", text) or int(text) < least:
        raise WrongInput("cli_number", option=option, value=text, least=least)
    return int(text)


def amount(text: str, option: str) -> int:
    """Cents, of an amount in currency units: 50000, "50 000", 1250.50, 50000€. WrongInput when it is not one."""
    match = AMOUNT.fullmatch(text.strip())
    found = cents(re.sub(r"[ \u00a0\u202f]", "", match[1])) if match else None
    if found is None:
        raise WrongInput("cli_money", option=option, value=text)
    return found


def share(text: str, option: str) -> Fraction:
    """A fraction of zero or more: 1/3, 0.25. WrongInput when it is not one."""
    if not SHARE.fullmatch(text):
        raise WrongInput("cli_share", option=option, value=text)
    return Fraction(text.replace(",", "."))


def constraints_of(options: argparse.Namespace, before: Constraints, candidates: Sequence[Candidate]) -> Constraints:
    """The constraints with what the command says: each option replaces what there was of its kind."""
    readers: dict[str, tuple[str, Callable[[], Any]]] = {
        "min_votes": ("min_support", lambda: whole_number(options.min_votes, "--min-votes")),
        "min_share": ("min_share", lambda: share(options.min_share, "--min-share")),
        "exclusive": ("exclusive", lambda: tuple(_exclusive(text, candidates) for text in options.exclusive)),
        "quota": ("quotas", lambda: tuple(_quota(text, candidates) for text in options.quota)),
        "reserve": ("reserves", lambda: tuple(_reserve(text, candidates) for text in options.reserve)),
        "first_of_each": ("first_of_each", lambda: _group(options.first_of_each, None, "--first-of-each", candidates)),
    }
    given = {field: read() for name, (field, read) in readers.items() if getattr(options, name) is not None}
    return replace(before, **given, returns=before.returns and not options.keep_reserves)


def _exclusive(text: str, candidates: Iterable[Candidate]) -> tuple[str, ...]:
    ids, known = tuple(one.strip() for one in text.split(",")), {candidate.id for candidate in candidates}
    if len(set(ids)) < max(2, len(ids)):
        raise WrongInput("cli_exclusive", value=text)
    for one in ids:
        if one not in known:
            raise WrongInput("cli_no_project", value=one)
    return ids


def _quota(text: str, candidates: Iterable[Candidate]) -> Quota:
    """canton=2 (each canton), theme:Culture=3, theme:Culture=50000€: a number alone counts winners."""
    match = QUOTA.fullmatch(text)
    if match is None:
        raise WrongInput("cli_quota", value=text)
    by, limit = _group(match[1], match[2], "--quota", candidates), match[3].strip()
    if re.fullmatch(r"[0-9]{1,9}", limit):
        return Quota(by, match[2], count=int(limit))
    if not re.fullmatch(r"[0-9].*(€|\$|£|[A-Za-z]{3})", limit):
        raise WrongInput("cli_quota", value=text)
    return Quota(by, match[2], amount=amount(limit, "--quota"))


def _reserve(text: str, candidates: Iterable[Candidate]) -> Reserve:
    """NAME=AMOUNT, then canton=, theme= or tag=, above= and up-to=, after commas."""
    head, *rest = FIELD.split(text)
    name, equals, money = head.partition("=")
    found = dict(field.split("=", 1) for field in rest)
    groups = [key for key in ("canton", "theme", "tag") if key in found]
    if not name.strip() or not equals or len(found) < len(rest) or len(groups) > 1:
        raise WrongInput("cli_reserve", value=text)
    if "=" in money:
        key = money.rpartition("=")[0].rpartition(",")[2].strip()
        raise WrongInput("cli_reserve_key", value=key, known="canton, theme, tag, above, up-to")
    above = amount(found["above"], "--reserve") if "above" in found else 0
    up_to = amount(found["up-to"], "--reserve") if "up-to" in found else None
    if up_to is not None and up_to <= above:
        raise WrongInput("cli_reserve", value=text)
    by = _group(groups[0], found[groups[0]], "--reserve", candidates) if groups else None
    return Reserve(name.strip(), amount(money, "--reserve"), by, found[groups[0]] if groups else None, above, up_to)


def _group(by: str, value: str | None, option: str, candidates: Iterable[Candidate]) -> By:
    """The kind of groups. WrongInput when no project of this vote has any, or the one named."""
    kind = cast("By", by)
    known = {group for candidate in candidates for group in groups_of(candidate, kind)}
    if not known:
        raise WrongInput(f"cli_none_{by}", option=option)
    if value is not None and value not in known:
        raise WrongInput(f"cli_no_{by}", option=option, value=value)
    return kind
