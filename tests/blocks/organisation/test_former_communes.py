"""Addresses by the names of before the mergers: imported from a file, understood, answered with today's."""

import pytest

from motcua.blocks.organisation.api import current_place, import_mergers
from motcua.kernel.errors import InvalidInput

# Made up: no commune of these names has merged.
LIST = """Tỉnh,"Phường, xã mới","Phường, xã trước sáp nhập"
Tỉnh Sông Xanh,Suối Đỏ,"Thị trấn Suối Đỏ, Xã Đồi Cao, Xã Hòa Nước (huyện Trên)"
Tỉnh Sông Xanh,Núi Vàng,"Xã Núi Vàng, Xã Hòa Nước (huyện Dưới), Xã Đồng Sâu"
Tỉnh Sông Xanh,Đảo Nhỏ,Không sáp nhập

Thành phố Biển Trắng,Cầu Gỗ,"Phường 1, Phường Đồi Cao, Xã Bến Cũ"
dòng hỏng
,Không tỉnh,Xã X
"""


@pytest.fixture
def _imported(db):
    import_mergers(LIST.splitlines())


def now(commune, province):
    place = current_place(commune, province)
    return place and (place.commune, place.province)


@pytest.mark.usefixtures("_imported")
@pytest.mark.parametrize(
    ("commune", "province", "expected"),
    [
        ("Xã Đồng Sâu", "Tỉnh Sông Xanh", ("Núi Vàng", "Tỉnh Sông Xanh")),
        ("đồng sâu", "sông xanh", ("Núi Vàng", "Tỉnh Sông Xanh")),
        ("xa dong sau", "Song Xanh", ("Núi Vàng", "Tỉnh Sông Xanh")),
        ("Xa\u0303 Đo\u0302\u0300ng Sâu", "Tỉnh Sông Xanh", ("Núi Vàng", "Tỉnh Sông Xanh")),
        # The same name in two provinces: the province decides.
        ("Đồi Cao", "Biển Trắng", ("Cầu Gỗ", "Thành phố Biển Trắng")),
        ("Đồi Cao", "Sông Xanh", ("Suối Đỏ", "Tỉnh Sông Xanh")),
        # A province of before the mergers: only a name that means one commune in the whole country.
        ("Xã Bến Cũ", "Tỉnh Cũ", ("Cầu Gỗ", "Thành phố Biển Trắng")),
        ("Xã Đồi Cao", "Tỉnh Cũ", ("Suối Đỏ", "Tỉnh Sông Xanh")),
        ("Đồi Cao", "Tỉnh Cũ", None),
        # A town is no more, even where a commune keeps its name.
        ("Thị trấn Suối Đỏ", "Sông Xanh", ("Suối Đỏ", "Tỉnh Sông Xanh")),
        ("Xã Suối Đỏ", "Sông Xanh", None),
        ("Núi Vàng", "Sông Xanh", None),
        # Two communes had this name: nobody guesses.
        ("Xã Hòa Nước", "Sông Xanh", None),
        ("Xã Hòa Nước (huyện Dưới)", "Sông Xanh", ("Núi Vàng", "Tỉnh Sông Xanh")),
        ("Đảo Nhỏ", "Sông Xanh", None),
        ("Không sáp nhập", "Sông Xanh", None),
        ("Xã Lạ", "Sông Xanh", None),
        ("", "", None),
    ],
)
def test_an_old_name_is_answered_with_the_one_of_today(commune, province, expected):
    assert now(commune, province) == expected


def test_the_import_says_what_came_in_and_what_not(db):
    done = import_mergers(LIST.splitlines())
    assert (done.communes, done.old_names, done.refused) == (4, 9, (7, 8))


def test_the_same_file_again_changes_nothing_and_another_takes_its_place(db, _imported):
    import_mergers(LIST.splitlines())
    assert now("Xã Đồng Sâu", "Sông Xanh") == ("Núi Vàng", "Tỉnh Sông Xanh")
    import_mergers(["a,b,c", 'Tỉnh Sông Xanh,Khác,"Xã Đồng Sâu"'])
    assert now("Xã Đồng Sâu", "Sông Xanh") == ("Khác", "Tỉnh Sông Xanh")
    assert now("Xã Bến Cũ", "Tỉnh Cũ") is None


def test_a_file_of_nothing_leaves_the_list_as_it_was(db, _imported):
    with pytest.raises(InvalidInput):
        import_mergers(["a,b,c", "x"])
    assert now("Xã Đồng Sâu", "Sông Xanh") == ("Núi Vàng", "Tỉnh Sông Xanh")
