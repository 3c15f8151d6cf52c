"""Numbers are right when their own key says so."""

import pytest

from app.core.errors import Refused
from app.organisations import identifiers


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("siren", "732 829 320", "732829320"),
        ("siren", "356 000 000", "356000000"),
        ("siren", "", ""),
        ("siret", "732 829 320 00074", "73282932000074"),
        ("siret", "356 000 000 49837", "35600000049837"),  # La Poste: the sum of the digits is a multiple of five
        ("rna", " w62-1234567", "W621234567"),
        ("rna", "W2A1000123", "W2A1000123"),
        ("rna", "W9R1000012", "W9R1000012"),
    ],
)
def test_number_is_kept_compact_when_its_key_is_right(app, kind, typed, kept):
    assert getattr(identifiers, kind)(typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("siren", "732829321"),
        ("siren", "73282932"),
        ("siren", "000000000"),
        ("siren", "٧٣٢٨٢٩٣٢٠"),
        ("siret", "73282932000075"),
        ("siret", "35600000049838"),
        ("siret", "00000000000000"),
        ("rna", "W62123456"),
        ("rna", "621234567"),
        ("rna", "X621234567"),
        ("rna", "W6212345678"),
        ("rna", "W62123456٧"),
    ],
)
def test_number_is_refused_at_its_place_when_its_key_is_wrong(app, kind, typed):
    with pytest.raises(Refused, match="n’est pas juste") as refused:
        getattr(identifiers, kind)(typed)
    assert refused.value.field == {"siren": "siret"}.get(kind, kind)  # one field takes both
