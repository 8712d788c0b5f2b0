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
        ("Xã Đồng Sâu", "Tỉnh Sông Xanh", ("xã Núi Vàng", "tỉnh Sông Xanh")),
        ("đồng sâu", "sông xanh", ("xã Núi Vàng", "tỉnh Sông Xanh")),
        ("xa dong sau", "Song Xanh", ("xã Núi Vàng", "tỉnh Sông Xanh")),
        ("Xa\u0303 Đo\u0302\u0300ng Sâu", "Tỉnh Sông Xanh", ("xã Núi Vàng", "tỉnh Sông Xanh")),
        # The same name in two provinces: the province decides.
        ("Đồi Cao", "Biển Trắng", ("phường Cầu Gỗ", "thành phố Biển Trắng")),
        ("Đồi Cao", "Sông Xanh", ("xã Suối Đỏ", "tỉnh Sông Xanh")),
        # A province of before the mergers: only a name that means one commune in the whole country.
        ("Xã Bến Cũ", "Tỉnh Cũ", ("phường Cầu Gỗ", "thành phố Biển Trắng")),
        ("Xã Đồi Cao", "Tỉnh Cũ", ("xã Suối Đỏ", "tỉnh Sông Xanh")),
        ("Đồi Cao", "Tỉnh Cũ", None),
        # A town is no more, even where a commune keeps its name.
        ("Thị trấn Suối Đỏ", "Sông Xanh", ("xã Suối Đỏ", "tỉnh Sông Xanh")),
        ("Xã Suối Đỏ", "Sông Xanh", None),
        ("Núi Vàng", "Sông Xanh", None),
        # Two communes had this name: nobody guesses.
        ("Xã Hòa Nước", "Sông Xanh", None),
        ("Xã Hòa Nước (huyện Dưới)", "Sông Xanh", ("xã Núi Vàng", "tỉnh Sông Xanh")),
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
    assert now("Xã Đồng Sâu", "Sông Xanh") == ("xã Núi Vàng", "tỉnh Sông Xanh")
    import_mergers(["a,b,c", 'Tỉnh Sông Xanh,Khác,"Xã Đồng Sâu"'])
    assert now("Xã Đồng Sâu", "Sông Xanh") == ("xã Khác", "tỉnh Sông Xanh")
    assert now("Xã Bến Cũ", "Tỉnh Cũ") is None


def test_a_file_of_nothing_leaves_the_list_as_it_was(db, _imported):
    with pytest.raises(InvalidInput):
        import_mergers(["a,b,c", "x"])
    assert now("Xã Đồng Sâu", "Sông Xanh") == ("xã Núi Vàng", "tỉnh Sông Xanh")


@pytest.mark.parametrize(
    ("line", "old", "expected"),
    [
        ("An Giang,An Biên,Thị trấn Thứ Ba,", "Thị trấn Thứ Ba", ("xã An Biên", "tỉnh An Giang")),
        # The kind that the file writes counts, however it is written.
        ("Tỉnh An Giang,PHƯỜNG An Biên,Xã Thứ Ba", "Xã Thứ Ba", ("phường An Biên", "tỉnh An Giang")),
        ("An Giang,Phú Quốc,Phường An Thới", "Phường An Thới", ("đặc khu Phú Quốc", "tỉnh An Giang")),
        ("TP HCM,Bến Thành,Phường Cũ", "Phường Cũ", ("phường Bến Thành", "thành phố Hồ Chí Minh")),
        ("Huế,Thuận Hóa,Khu Lạ", "Khu Lạ", ("Thuận Hóa", "thành phố Huế")),
    ],
)
def test_places_of_today_are_written_after_their_kind(db, line, old, expected):
    province, name, olds = line.split(",")[:3]
    import_mergers(["a,b,c", f"{province},{name},{olds}"])
    assert now(old, province) == expected


def test_a_city_is_known_by_its_short_name(db):
    import_mergers(["a,b,c", 'TP HCM,Bến Thành,"Phường Cũ"', 'Huế,Thuận Hóa,"Phường Cũ"'])
    assert now("phường cũ", "thành phố Hồ Chí Minh") == ("phường Bến Thành", "thành phố Hồ Chí Minh")
