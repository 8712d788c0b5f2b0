import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.casework.catalogue.rules.search import SearchEntry, SearchIndex, TextPart, index_text
from motcua.kernel.vietnamese import fold
from tests.casework.catalogue.small_procedure import small_content


def entry(code: str, name: str, *synonyms: str) -> SearchEntry:
    return SearchEntry(
        code, (TextPart(fold(name), 1.0), *(TextPart(fold(synonym), 0.95) for synonym in synonyms))
    )


INDEX = SearchIndex(
    [
        entry("1.001193", "Đăng ký khai sinh", "làm giấy khai sinh cho con", "làm khai sinh cho bé"),
        entry("1.000894", "Đăng ký kết hôn"),
        entry("1.000656", "Đăng ký khai tử"),
        entry("1.004873", "Cấp giấy xác nhận tình trạng hôn nhân"),
        entry("1.004884", "Đăng ký lại khai sinh"),
        entry("2.000635", "Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh"),
        entry("2.000815", "Chứng thực bản sao từ bản chính giấy tờ, văn bản"),
        entry("2.000884", "Chứng thực chữ ký trong các giấy tờ, văn bản"),
        entry("1.001612", "Đăng ký thành lập hộ kinh doanh"),
        entry("1.013225", "Cấp giấy phép xây dựng nhà ở riêng lẻ"),
        entry("1.004222", "Đăng ký thường trú"),
        entry("1.004194", "Đăng ký tạm trú"),
        entry("1.012812", "Hòa giải tranh chấp đất đai"),
        entry("2.001263", "Đăng ký việc nuôi con nuôi trong nước"),
        entry("1.004859", "Thay đổi, cải chính, bổ sung hộ tịch"),
    ]
)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("dang ky khai sinh", "1.001193"),
        ("Đăng ký khai sinh", "1.001193"),
        ("dang ki khai sin", "1.001193"),
        ("khai sanh", "1.001193"),
        ("khaisinh", "1.001193"),
        ("giay khai sinh cho con", "1.001193"),
        ("lam khai sinh cho be", "1.001193"),
        ("chung thuc ban sao", "2.000815"),
        ("cong chung giay to", "2.000815"),
        ("xac nhan doc than", "1.004873"),
        ("mo ho kinh doanh", "1.001612"),
        ("xin xay nha", "1.013225"),
        ("làm đám cưới", "1.000894"),
        ("nhập khẩu", "1.004222"),
        ("tam tru", "1.004194"),
        ("dang ky lai khai sinh", "1.004884"),
        ("tranh chấp đất", "1.012812"),
        ("1.0012", ""),
        ("1.004884", "1.004884"),
    ],
)
def test_everyday_queries_find_their_procedure_first(query: str, first: str) -> None:
    found = INDEX.rank(query)
    assert found[0] == first if first else found == []


def test_a_beginning_of_a_code_lists_all_that_share_it() -> None:
    assert INDEX.rank("1.0048") == ["1.004873", "1.004884", "1.004859"]


@pytest.mark.parametrize("query", ["", "   ", "?!", "asdf qwerty", "zz"])
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert INDEX.rank(query) == []


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_may_be_searched(query: str) -> None:
    found = INDEX.rank(query)
    assert len(found) == len(set(found))
    assert SearchIndex(()).rank(query) == []


def test_the_index_holds_folded_texts_and_weighs_the_name_most() -> None:
    parts = index_text(small_content())
    assert parts[0] == TextPart("chung thuc ban sao", 1.0)
    assert all(part.text == fold(part.text) and 0 < part.weight <= 1 for part in parts)
