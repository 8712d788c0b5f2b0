"""Questions about answers that may be right, texts that fit a commune, and how long the way may still become."""

import pytest

from motcua.blocks.forms.api import (
    Field,
    likely_suggestions,
    load,
    may_lack_marks,
    suggestions_for,
    undecided_pages,
)
from tests.blocks.forms.small_form import small_data

NAME = Field("name", "text", "Họ và tên", normalize="name")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("nguyen van an", True),
        ("TRAN THI BINH", True),
        ("Nguyễn Van An", False),  # Somebody who writes marks meant it.
        ("Cao Minh Quang", False),  # A name without any.
        ("Y Ban", False),
        ("Nguyen", False),
        ("", False),
        (None, False),
    ],
)
def test_a_name_that_may_lack_its_marks_is_asked_about(typed, asked):
    assert may_lack_marks(NAME, typed) is asked


def test_only_names_are_asked_about():
    assert not may_lack_marks(Field("street", "text", "Đường"), "nguyen van an")


@pytest.fixture
def groups():
    data = small_data()
    data["pages"][1]["fields"][1]["suggestions"] = "ethnic_groups"
    return load(data).pages[1].fields[1]


@pytest.mark.parametrize(
    ("sources", "first", "buttons"),
    [
        ({}, ("Kinh",), 1),
        ({"commune.ethnic_groups": ("Hrê", "Kinh", "Xơ Đăng")}, ("Hrê", "Kinh", "Xơ Đăng"), 3),
        ({"commune.ethnic_groups": ("Kinh", "Hrê"), "identity.ethnicity": "Co"}, ("Co", "Kinh", "Hrê"), 3),
        ({"commune.ethnic_groups": ("Hrê", "Nobody")}, ("Hrê", "Kinh"), 1),
    ],
)
def test_the_groups_of_the_commune_are_offered_first_and_alone_as_buttons(groups, sources, first, buttons):
    assert suggestions_for(groups, sources)[: len(first)] == first
    assert likely_suggestions(groups, sources) == buttons


def form(*pages):
    """A form of these pages, each with one yes/no question `q<number>`; what is given is the page's condition."""
    return load({
        "id": "way", "version": "1", "title": "T",
        "pages": [
            {"id": f"p{number}", "title": "P", **({"show_if": when} if when is not True else {}),
             "fields": [{"id": f"q{number}", "type": "yesno", "label": "Q"}]}
            for number, when in enumerate(pages)
        ],
    })  # fmt: skip


def test_a_page_is_undecided_while_what_it_hangs_on_was_not_seen():
    yes = {"eq": [{"field": "q0"}, True]}
    assert undecided_pages(form(True, True), ()) == frozenset()
    assert undecided_pages(form(True, yes), ()) == {"p1"}
    assert undecided_pages(form(True, yes), ("p0",)) == frozenset()
    # Through another page; and of what is proven, nobody is asked any more.
    assert undecided_pages(form(True, yes, {"eq": [{"field": "q1"}, True]}), ("p1",)) == {"p2"}
    assert undecided_pages(form(True, yes), (), ("q0",)) == frozenset()
