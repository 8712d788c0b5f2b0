"""The four signs of the public look-up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.casework.dossiers.rules.lookup_secrets import (
    LOOKUP_SECRET_ALPHABET,
    LOOKUP_SECRET_COUNT,
    lookup_secret_from_number,
    normalise_lookup_secret,
    valid_lookup_secret,
)


def test_no_two_signs_look_alike() -> None:
    assert len(set(LOOKUP_SECRET_ALPHABET)) == len(LOOKUP_SECRET_ALPHABET) == 20
    for alike in ("0OQD", "1IL", "2Z", "5S", "6G", "8B", "UV"):
        assert len(set(alike) & set(LOOKUP_SECRET_ALPHABET)) <= 1
    assert not set("AEIOU") & set(LOOKUP_SECRET_ALPHABET)


@pytest.mark.parametrize("typed", ["K7PX", "k7px", " K7 PX ", "K7-PX", "k.7.p.x", "\uff2b7PX"])
def test_a_secret_is_read_from_what_people_type(typed: str) -> None:
    assert normalise_lookup_secret(typed) == "K7PX"


@pytest.mark.parametrize("typed", ["", "K7P", "K7PXX", "K7P0", "K7PO", "K7P!", "ĐKPX", "K7PX\u0301"])
def test_what_is_no_secret_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="look-up secret"):
        normalise_lookup_secret(typed)
    assert not valid_lookup_secret(typed)


def test_only_the_printed_form_is_valid() -> None:
    assert valid_lookup_secret("K7PX")
    assert not valid_lookup_secret("k7px")
    assert not valid_lookup_secret("K7PX ")


@given(st.integers(0, LOOKUP_SECRET_COUNT - 1), st.integers(0, LOOKUP_SECRET_COUNT - 1))
def test_each_number_has_a_secret_of_its_own(first: int, second: int) -> None:
    assert valid_lookup_secret(lookup_secret_from_number(first))
    same = lookup_secret_from_number(first) == lookup_secret_from_number(second)
    assert same == (first == second)


def test_numbers_outside_the_count_are_refused() -> None:
    assert LOOKUP_SECRET_COUNT == 160_000
    for number in (-1, LOOKUP_SECRET_COUNT):
        with pytest.raises(ValueError, match="not below"):
            lookup_secret_from_number(number)
