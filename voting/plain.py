"""Dataclasses as plain JSON values and back, by their declared types: integers, strings, booleans, lists and
objects.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """A frozen dataclass and all it holds as JSON values; a fraction as "4/5", sets and mappings in order."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: to_plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(value[key]) for key in sorted(value)}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, (tuple, list)):
        return [to_plain(one) for one in value]
    return str(value) if isinstance(value, Fraction) else value


def from_plain(kind: type[T], data: Any) -> T:
    """Back from `to_plain`. TypeError or ValueError for a value of another type, an unknown or a missing field."""
    if not isinstance(data, Mapping):
        raise TypeError(f"{kind.__name__} is expected, not {type(data).__name__}")
    hints: dict[str, Any] = _hints(kind)
    if unknown := sorted(set(data) - set(hints)):
        raise ValueError(f"{kind.__name__} has no field {unknown[0]!r}")
    return kind(**{name: _read(hints[name], value) for name, value in data.items()})


_KNOWN: dict[type, dict[str, Any]] = {}


def _hints(kind: type) -> dict[str, Any]:
    if kind not in _KNOWN:
        _KNOWN[kind] = get_type_hints(kind)
    return _KNOWN[kind]


def _read(kind: Any, value: Any) -> Any:
    """One value as its declared type."""
    if isinstance(kind, type) and is_dataclass(kind):
        return from_plain(kind, value)
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _read_union(inside, value)
    if origin in (tuple, frozenset, Mapping):
        return _read_many(origin, inside, value)
    if origin is Literal:
        return value
    return Fraction(_checked(str, value)) if kind is Fraction else _checked(kind, value)


def _read_many(origin: Any, inside: Sequence[Any], value: Any) -> Any:
    """Several values: a list as a tuple or a set, an object as a mapping."""
    if origin is tuple:
        return _read_tuple(inside, _checked(list, value))
    if origin is frozenset:
        return frozenset(_read(inside[0], one) for one in _checked(list, value))
    return {key: _read(inside[1], one) for key, one in _checked(Mapping, value).items()}


def _read_tuple(kinds: Sequence[Any], values: Sequence[Any]) -> tuple[Any, ...]:
    """As many values of one type as there are, or one of each type in their order."""
    if kinds[-1] is Ellipsis:
        return tuple(_read(kinds[0], one) for one in values)
    if len(values) != len(kinds):
        raise ValueError(f"{len(kinds)} values are expected, not {len(values)}")
    return tuple(_read(kind, one) for kind, one in zip(kinds, values, strict=True))


def _read_union(kinds: Sequence[Any], value: Any) -> Any:
    """`X | None`, and `int | Fraction`: a number written as text is a fraction."""
    if value is None and NoneType in kinds:
        return None
    if Fraction in kinds and isinstance(value, str):
        return Fraction(value)
    return _read(next(kind for kind in kinds if kind not in (NoneType, Fraction)), value)


def _checked(kind: Any, value: Any) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(f"{kind.__name__} is expected, not {type(value).__name__}")
    return value
