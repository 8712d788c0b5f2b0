"""Folding, alphabetical order and the writing of names."""

import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.vietnamese import fold, given_name_sort_key, normalise_name, place_tones, sort_key

PLAIN_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES_IN_ORDER = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = "aăâeêioôơuưy"
TONED_VOWELS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES_IN_ORDER]
vietnamese_words = st.text(alphabet="".join(TONED_VOWELS) + "bcdđghklmnpqrstvx", min_size=1, max_size=7)
vietnamese_names = st.lists(vietnamese_words, min_size=1, max_size=5).map(" ".join)


def assert_strictly_ordered(texts: list[str], key: Callable[[str], str]) -> None:
    keys = [key(text) for text in texts]
    assert all(left < right for left, right in pairwise(keys)), keys


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đăng ký khai sinh", "dang ky khai sinh"),
        ("NGUYỄN THỊ ĐÀO", "nguyen thi dao"),
        ("ở, ữ; ặ - ộ", "o u a o"),
        ("  Giấy   chứng\u00a0nhận\n(bản sao)  ", "giay chung nhan ban sao"),
        ("H'Hen Niê", "h hen nie"),
        ("H\u2019Hen Niê", "h hen nie"),
        ("H\u02bcHen Niê", "h hen nie"),
        ("Y Moan Êñuôl", "y moan enuol"),
        ("Số 12/2026/NĐ-CP", "so 12 2026 nd cp"),
        ("\u00d0ặng", "dang"),
        ("ho\u00adà\u200b", "hoa"),
        ("", ""),
        ("...", ""),
    ],
)
def test_fold_gives_the_search_form(text: str, expected: str) -> None:
    assert fold(text) == expected
    assert fold(decomposed(text)) == expected


@pytest.mark.parametrize("vowel", TONED_VOWELS)
def test_fold_leaves_no_mark_on_any_vietnamese_letter(vowel: str) -> None:
    assert fold(vowel) in set("aeiouy")
    assert fold(vowel.upper()) == fold(vowel)


@pytest.mark.parametrize(("old", "new"), [("hòa", "hoà"), ("thúy", "thuý"), ("khỏe", "khoẻ"), ("tùy", "tuỳ")])
def test_both_tone_placements_are_equal(old: str, new: str) -> None:
    assert fold(old) == fold(new)
    assert sort_key(old) == sort_key(new)


@given(st.text())
def test_fold_is_stable_and_ignores_the_unicode_form(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(decomposed(text)) == folded
    assert not any(unicodedata.category(sign).startswith(("M", "P")) for sign in folded)


def test_letters_sort_in_the_vietnamese_alphabet() -> None:
    assert_strictly_ordered(list(PLAIN_LETTERS), sort_key)


def test_a_marked_letter_comes_after_every_word_in_the_plain_one() -> None:
    words = ["an", "ay", "ăn", "ăp", "ân", "ba", "dy", "đa", "e", "ey", "êm", "uy", "ưa", "va"]
    assert_strictly_ordered(words, sort_key)


def test_tones_sort_in_the_order_of_dictionaries() -> None:
    words = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert_strictly_ordered(words, sort_key)
    marked = ["ân", "ần", "ẩn", "ẫn", "ấn", "ận"]
    assert_strictly_ordered(marked, sort_key)


def test_tones_count_only_after_all_letters() -> None:
    names = ["Hoa An", "Hòa An", "Hoa Mai", "Hòa Mai", "Hoan"]
    assert_strictly_ordered(names, sort_key)


def test_tones_are_compared_word_by_word() -> None:
    assert_strictly_ordered(["Ma Ma", "Ma Mà", "Ma Mạ", "Mà Ma", "Mà Mà", "Mả Ma"], sort_key)


def test_marks_of_other_languages_come_after_the_plain_letter_and_all_tones() -> None:
    assert_strictly_ordered(["Cu", "Ču", "Cư"], sort_key)
    assert_strictly_ordered(["Moan", "Moạn", "Mŏan", "Moăn"], sort_key)


tones = st.lists(st.sampled_from(TONES_IN_ORDER), min_size=3, max_size=3)


@given(tones, tones)
def test_equal_letters_are_ordered_by_the_tones_of_each_word_in_turn(
    left: list[str], right: list[str]
) -> None:
    names = [unicodedata.normalize("NFC", "ba{} mơ{} đê{}".format(*marks)) for marks in (left, right)]
    ranks = [[TONES_IN_ORDER.index(mark) for mark in marks] for marks in (left, right)]
    assert (sort_key(names[0]) < sort_key(names[1])) == (ranks[0] < ranks[1])


def test_case_unicode_form_and_punctuation_do_not_change_the_place() -> None:
    assert sort_key("NGUYỄN  Văn-An") == sort_key(decomposed("nguyễn văn an"))


@given(vietnamese_names)
def test_keys_of_vietnamese_names_are_plain_printable_text(name: str) -> None:
    for key in (sort_key(name), given_name_sort_key(name)):
        assert key.isascii()
        assert key.isprintable()
        assert key == key.strip()


@given(vietnamese_names, vietnamese_names)
def test_sort_key_follows_the_letters_then_the_tones(left: str, right: str) -> None:
    assert (sort_key(left) < sort_key(right)) == (_reference(left) < _reference(right))


def _reference(text: str) -> tuple[list[list[int]], list[list[int]]]:
    """Alphabetical order written a second way: ranks of letters, then ranks of tones, word by word."""
    letters: list[list[int]] = []
    tones: list[list[int]] = []
    for word in text.split():
        split = [_letter_and_tone(sign) for sign in word]
        letters.append([letter for letter, _ in split])
        tones.append([tone for _, tone in split if tone])
    return letters, tones


def _letter_and_tone(sign: str) -> tuple[int, int]:
    for tone, mark in enumerate(TONES_IN_ORDER):
        bare = unicodedata.normalize("NFC", "".join(part for part in decomposed(sign) if part != mark))
        if mark and bare != sign:
            return PLAIN_LETTERS.index(bare), tone
    return PLAIN_LETTERS.index(sign), 0


def test_people_sort_by_given_name_then_family_name() -> None:
    people = [
        "Lê Văn An",
        "Nguyễn Văn An",
        "Nguyễn Xuân An",
        "Trần An",
        "Lê Ánh",
        "Hồ Bình",
        "Trần Dũng",
        "An Đào",
        "Lê Hoa",
        "An Hòa",
    ]
    assert_strictly_ordered(people, given_name_sort_key)


def test_a_single_word_comes_before_the_same_given_name_with_a_family() -> None:
    assert sorted(["Lê An", "An", "Ân", ""], key=given_name_sort_key) == ["", "An", "Lê An", "Ân"]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("nguyễn văn an", "Nguyễn Văn An"),
        ("NGUYỄN THỊ ĐÀO", "Nguyễn Thị Đào"),
        ("  đinh   văn  nơ ", "Đinh Văn Nơ"),
        ("y moan êñuôl", "Y Moan Êñuôl"),
        ("Y MOAN ÊÑUÔL", "Y Moan Êñuôl"),
        ("h'hen niê", "H'Hen Niê"),
        ("H\u2019HEN NIÊ", "H'Hen Niê"),
        ("k\u02bcbrôi", "K'Brôi"),
        ("hơ-ren siu", "Hơ-Ren Siu"),
        ("rơ\u2011châm", "Rơ-Châm"),
        ("\u00d0ặng thúy", "Đặng Thúy"),
        ("\u200bng\u00adô văn", "Ngô Văn"),
        ("", ""),
    ],
)
def test_names_are_stored_with_capitals_at_each_part(typed: str, stored: str) -> None:
    assert normalise_name(typed) == stored
    assert normalise_name(decomposed(typed)) == stored


@given(vietnamese_names)
def test_a_stored_name_stays_as_it_is(name: str) -> None:
    stored = normalise_name(name.upper())
    assert normalise_name(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)
    assert fold(stored) == fold(name)


def test_tones_move_only_when_a_style_is_asked_for() -> None:
    assert normalise_name("trần hoà") == "Trần Hoà"
    assert normalise_name("trần hoà", tones="traditional") == "Trần Hòa"
    assert normalise_name("trần hòa", tones="reformed") == "Trần Hoà"


@pytest.mark.parametrize(
    "word", ["quý", "quà", "hoàng", "thuyền", "khuỷu", "loại", "ngoẻo", "hoắc", "mùa", "cứu"]
)
def test_words_written_one_way_only_are_left_alone(word: str) -> None:
    assert place_tones(word, "traditional") == word
    assert place_tones(word, "reformed") == word


@pytest.mark.parametrize(
    ("old", "new"), [("Hòa", "Hoà"), ("THÚY", "THUÝ"), ("khỏe", "khoẻ"), ("tọa,", "toạ,")]
)
def test_tone_styles_are_each_other_s_inverse(old: str, new: str) -> None:
    assert place_tones(decomposed(old), "reformed") == new
    assert place_tones(decomposed(new), "traditional") == old
