"""Which commune handles a dossier, branch by branch: the pure rule, then with names of places of before the mergers."""

from itertools import permutations

import pytest

from motcua.blocks.organisation import api as organisation
from motcua.blocks.organisation.api import Place
from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake.competence import routing_of
from motcua.casework.intake.rules.routing import Known, Where, route
from tests.factories.organisation import TODAY, make_commune

QUANG_NGAI = "tỉnh Quảng Ngãi"
HERE = Known(1, Place("xã Ba Tô", QUANG_NGAI))
OTHER = Known(2, Place("xã Ba Vì", QUANG_NGAI))
# Called like one of the province, in another one.
FAR = Known(3, Place("xã Sơn Hạ", "tỉnh Gia Lai"))
TWINS = [Known(4, Place("xã Trà Bồng", QUANG_NGAI)), Known(5, Place("phường Trà Bồng", QUANG_NGAI))]
KNOWN = [HERE, OTHER, FAR, *TWINS]
RULE = catalogue.Competence("residence", ("one",), "Luật")
BOTH = catalogue.Competence("residence", ("one", "two"), "Luật")


@pytest.mark.parametrize(
    ("commune", "province", "where", "handler"),
    [
        ("Xã Ba Tô", "Quảng Ngãi", Where.HERE, 1),
        ("ba to", "tinh quang ngai", Where.HERE, 1),
        ("Ba Tô", "", Where.HERE, 1),
        ("Xã Ba Vì", "Tỉnh Quảng Ngãi", Where.OTHER, 2),
        ("Ba Vì", "", Where.OTHER, 2),
        # A ward is no commune, though both are called alike.
        ("Phường Ba Tô", "Quảng Ngãi", Where.ELSEWHERE, None),
        ("Phường Trà Bồng", "Quảng Ngãi", Where.OTHER, 5),
        ("Trà Bồng", "Quảng Ngãi", Where.UNKNOWN, None),
        ("Xã Sơn Tịnh", "Quảng Ngãi", Where.ELSEWHERE, None),
        ("Xã Sơn Tịnh", "", Where.UNKNOWN, None),
        ("Xã Sơn Hạ", "Quảng Ngãi", Where.ELSEWHERE, None),
        ("Xã Sơn Hạ", "Gia Lai", Where.OUTSIDE, None),
        ("Xã Ba Tô", "thành phố Đà Nẵng", Where.OUTSIDE, None),
        # No province of today: it may have merged into this one.
        ("Xã Đăk Tô", "Kon Tum", Where.UNKNOWN, None),
        ("  ", "Quảng Ngãi", Where.UNKNOWN, None),
    ],
)
def test_one_address(commune, province, where, handler):
    found = route(RULE, {"one": Place(commune, province)}, HERE, KNOWN)
    assert (found.where, found.commune_id) == (where, handler)


@pytest.mark.parametrize("by", ["anywhere", "receiving"])
def test_without_an_address_it_stays(by):
    found = route(catalogue.Competence(by), {"one": Place("Xã Ba Vì", "Quảng Ngãi")}, HERE, KNOWN)
    assert (found.where, found.commune_id, found.place) == (Where.HERE, 1, None)


PLACES = {
    Where.HERE: Place("Ba Tô", "Quảng Ngãi"),
    Where.OTHER: Place("Ba Vì", "Quảng Ngãi"),
    Where.UNKNOWN: None,
    Where.ELSEWHERE: Place("Sơn Tịnh", "Quảng Ngãi"),
    Where.OUTSIDE: Place("Sơn Hạ", "Gia Lai"),
}


@pytest.mark.parametrize(("better", "worse"), [(a, b) for a, b in permutations(Where, 2)])
def test_of_two_addresses_any_suffices_and_nothing_is_sent_away_while_one_is_open(better, worse):
    found = route(BOTH, {"one": PLACES[better], "two": PLACES[worse]}, HERE, KNOWN)
    again = route(BOTH, {"two": PLACES[better], "one": PLACES[worse]}, HERE, KNOWN)
    order = [Where.HERE, Where.OTHER, Where.UNKNOWN, Where.ELSEWHERE, Where.OUTSIDE]
    assert found.where is again.where is min(better, worse, key=order.index)
    assert (found.field, again.field) in {("one", "two"), ("two", "one"), ("", "")}


@pytest.mark.django_db
def test_names_of_before_the_mergers_are_understood():
    commune = make_commune()
    other = make_commune(name="Ba Vì")
    lines = [
        "Tỉnh,Xã,Cũ",
        'Quảng Ngãi,Ba Tô,"xã Ba Bích, xã Ba Lế"',
        'Quảng Ngãi,Ba Vì,"xã Ba Ngạc, xã Ba Tiêu"',
    ]
    organisation.import_mergers(lines)
    version = catalogue.current_version("1.013978", TODAY)

    def handler(name):
        address = {"line": "Thôn 1", "commune": name, "province": "tỉnh Quảng Ngãi"}
        return routing_of(version, {"parcel_address": address}, commune.id, TODAY).commune_id

    assert [handler(name) for name in ("xã Ba Lế", "xã Ba Tiêu", "xã Không Có")] == [
        commune.id,
        other.id,
        None,
    ]
