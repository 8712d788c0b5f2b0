"""Reading claims, without a network: what is refused, what is repaired, and that nothing else can happen."""

import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.blocks.identity.ports import CitizenIdentity, LoginRefused
from motcua.integrations.vneid import claims as reading
from motcua.integrations.vneid.errors import ClaimsInvalid, TokenInvalid
from motcua.integrations.vneid.sandbox.personas import (
    BY_KEY,
    CANARY_CITIZEN_ID,
    CANARY_ETHNICITY,
    CANARY_SECOND_CITIZEN_ID,
)
from motcua.integrations.vneid.tokens import signed_claims

TODAY = date(2026, 3, 2)


def read(**changes: Any) -> CitizenIdentity:
    """Read the claims of a plain citizen, with some changed."""
    claims: dict[str, Any] = BY_KEY["nguyen-van-an"].claims() | changes
    return reading.identity_from(claims, reading.default_mapping(), issuer="https://i", today=TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("19900412", "1990-04-12"),
        ("1950", "1950"),
        ("195003", "1950-03"),
        ("19500000", "1950"),
        ("19500300", "1950-03"),
        ("20260302", "2026-03-02"),
        ("20000229", "2000-02-29"),
        ("", ""),
        (1950, "1950"),
    ],
)
def test_a_birth_date_is_as_precise_as_it_was_sent(text: str | int, expected: str) -> None:
    assert read(NgayThangNamSinh=text).birth_date == expected


@pytest.mark.parametrize(
    "text", ["20260303", "19000229", "19901301", "19500012", "1879", "12/04/1990", "١٩٩٠", "199"]
)
def test_an_impossible_birth_date_is_refused(text: str) -> None:
    with pytest.raises(ClaimsInvalid) as refused:
        read(NgayThangNamSinh=text)
    assert refused.value.field == "birth_date"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"HoVaTen": ""}, "full_name"),
        ({"HoVaTen": "   "}, "full_name"),
        ({"HoVaTen": "12345"}, "full_name"),
        ({"HoVaTen": "A" * 101}, "full_name"),
        ({"HoVaTen": "Nguyễn\u202eVăn An"}, "full_name"),
        ({"HoVaTen": "Nguyễn\x00An"}, "full_name"),
        ({"HoVaTen": "\ud800An"}, "full_name"),
        ({"HoVaTen": ["Nguyễn Văn An"]}, "full_name"),
        ({"SoDinhDanh": "05109000452"}, "citizen_id"),
        ({"SoDinhDanh": "０５１０９０００４５２１"}, "citizen_id"),
        ({"SoCMND": "12345678"}, "old_citizen_id"),
        ({"LoaiTaiKhoan": "9"}, "account_type"),
        ({"LoaiTaiKhoan": None}, "account_type"),
        ({"LoaiTaiKhoan": "2"}, "organisation_name"),
        ({"TrangThai": "7"}, "status"),
        ({"IAL": True}, "level"),
        ({"sub": ""}, "subject"),
        ({"sub": 7}, "subject"),
        ({"DanToc": "x" * 501}, "ethnicity"),
    ],
)
def test_a_claim_that_cannot_be_used_is_named(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ClaimsInvalid) as refused:
        read(**changes)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, 2),
        ({"IAL": "2", "loAs": "LoA1"}, 1),
        ({"IAL": "1", "loAs": "LoA2"}, 1),
        ({"IAL": 2, "loAs": None}, 2),
        ({"IAL": None, "loAs": None}, 0),
        ({"IAL": "9"}, 0),
        ({"SoDinhDanh": "", "SoCMND": "210999123"}, 1),
    ],
)
def test_the_level_is_the_lowest_stated(changes: dict[str, Any], level: int) -> None:
    assert read(**changes).level == level


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("+84 905 123 401", "0905123401"),
        ("84905123401", "0905123401"),
        ("0905.123.401", "0905123401"),
        ("8490", ""),
        ("không có", ""),
    ],
)
def test_a_phone_number_is_domestic_or_left_out(sent: str, kept: str) -> None:
    assert read(SoDienThoai=sent).phone == kept


def test_an_address_may_come_as_an_object() -> None:
    address = {"MaTinhThanh": "51", "MaQuanHuyen": "", "MaPhuongXa": "21484", "ChiTiet": " thôn  Nam Lân "}
    assert read(ThuongTru=address).residence == "thôn Nam Lân"


def test_the_present_address_serves_when_there_is_no_permanent_one() -> None:
    assert read(ThuongTru="", NoiOHienNay="thôn Gò Rét").residence == "thôn Gò Rét"


def test_a_mapping_with_a_wrong_field_is_refused() -> None:
    with pytest.raises(ValueError, match="phone"):
        reading.read_mapping('version: "1"\nfields: {full_name: [HoVaTen]}\nvalues: {}\n')


def test_every_number_of_a_persona_follows_the_pattern() -> None:
    for persona in BY_KEY.values():
        if persona.citizen_id:
            assert len(persona.citizen_id) == 12
            century = (int(persona.birth[:2]) - 19) * 2
            assert int(persona.citizen_id[3]) == century + (persona.gender == "2"), persona.key
            assert persona.citizen_id[4:6] == persona.birth[2:4], persona.key


def test_the_canaries_are_where_later_tests_look_for_them() -> None:
    carriers = [persona for persona in BY_KEY.values() if persona.ethnicity == CANARY_ETHNICITY]
    assert [persona.citizen_id for persona in carriers] == [CANARY_CITIZEN_ID, CANARY_SECOND_CITIZEN_ID]


def test_the_nfd_persona_is_really_sent_decomposed() -> None:
    sent = BY_KEY["nguyen-thi-my-dieu"].claims()["HoVaTen"]
    assert sent != unicodedata.normalize("NFC", sent)


# A busy machine is no fault of the code, so neither one slow example nor slow drawing fails the test.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
names = st.sampled_from([*BY_KEY["cong-ty-nong-san"].claims(), "SoCMND", "NoiOHienNay"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.just("ChiTiet") | st.text(), inner, max_size=2)
    ),
    max_leaves=4,
)


@UNHURRIED
@given(st.dictionaries(names, values))
def test_whatever_arrives_is_a_person_or_a_refusal(changes: dict[str, Any]) -> None:
    try:
        identity = read(**changes)
    except LoginRefused:
        return
    assert identity.full_name == unicodedata.normalize("NFC", identity.full_name)
    assert identity.citizen_id == "" or len(identity.citizen_id) == 12


@UNHURRIED
@given(
    st.text()
    | st.from_regex(r"[A-Za-z0-9_-]{0,20}\.[A-Za-z0-9_-]{0,20}\.[A-Za-z0-9_-]{0,20}", fullmatch=True)
)
def test_whatever_is_called_a_token_is_refused_and_no_more(token: str) -> None:
    with pytest.raises(TokenInvalid):
        signed_claims(token, lambda _kid: None)
