from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.casework.catalogue.rules.building import build_process
from motcua.casework.catalogue.rules.components import components_due
from motcua.casework.catalogue.rules.content import Band, ProcessDefinition, Step
from motcua.casework.catalogue.rules.fees import FeeOverride, copies_ordered, fees_due, total_due
from motcua.casework.catalogue.rules.process import due_offsets, turns_of
from tests.casework.catalogue.small_procedure import small_data, small_folder

FOLDER = small_folder()
CONTENT = FOLDER.content
DAY = date(2026, 11, 20)


def amount(pages: int, copies: int) -> int | None:
    lines = fees_due(CONTENT, "counter", DAY, answers={"pages": pages, "copies": copies})
    return lines[0].amount


@pytest.mark.parametrize(
    ("pages", "copies", "expected"),
    [(1, 1, 2000), (2, 1, 4000), (3, 1, 5000), (3, 2, 10000), (198, 1, 200000), (500, 3, 600000), (0, 1, 0)],
)
def test_bands_by_page_with_a_cap_for_each_copy(pages: int, copies: int, expected: int) -> None:
    assert amount(pages, copies) == expected


@given(st.integers(0, 1000), st.integers(0, 20))
def test_more_pages_never_cost_less(pages: int, copies: int) -> None:
    now, more = amount(pages, copies), amount(pages + 1, copies)
    assert now is not None and more is not None and now <= more <= 200_000 * max(copies, 1)


def test_counted_quantities_win_over_declared_ones() -> None:
    lines = fees_due(
        CONTENT, "counter", DAY,
        answers={"pages": 1, "copies": 1}, quantities={"trang": {"pages": 4, "copies": 2}},
    )  # fmt: skip
    assert lines[0].amount == 12000
    assert lines[0].explanation == "4 trang × 2 bản: 12.000 đồng"
    assert lines[0].quantity == 2


def test_the_copies_are_those_the_answers_order_whatever_they_cost() -> None:
    assert copies_ordered(CONTENT, "counter", DAY, {"pages": 4, "copies": 2}) == 2
    assert copies_ordered(CONTENT, "post", DAY, {"pages": 4, "copies": 2}) == 0


def test_conditions_and_channels_choose_the_fees() -> None:
    urgent = fees_due(CONTENT, "counter", DAY, answers={"pages": 1, "copies": 1, "urgent": True})
    assert [line.code for line in urgent] == ["trang", "viec"]
    calm = fees_due(CONTENT, "counter", DAY, answers={"pages": 1, "copies": 1})
    assert [line.code for line in calm] == ["trang"]
    assert [line.code for line in fees_due(CONTENT, "counter", DAY)] == ["trang", "viec"]
    assert [line.code for line in fees_due(CONTENT, "online", DAY)] == ["trang", "le_phi"]


def override(**changes: Any) -> FeeOverride:
    base: dict[str, Any] = {
        "procedure": CONTENT.code, "fee": "le_phi", "channels": (), "valid_from": date(2026, 1, 1),
        "basis": "Nghị quyết 23/2026/NQ-HĐND", "amount": 5000,
    }  # fmt: skip
    return FeeOverride(**{**base, **changes})


def provincial(*overrides: FeeOverride, on: date = DAY) -> Any:
    return fees_due(CONTENT, "online", on, answers={}, overrides=overrides)[1]


def test_a_provincial_fee_is_unknown_until_entered_and_never_free() -> None:
    line = provincial()
    assert (line.amount, line.explanation) == (None, "do Hội đồng nhân dân tỉnh quy định")
    assert total_due(fees_due(CONTENT, "online", DAY, answers={"pages": 1, "copies": 1})) is None
    assert total_due(fees_due(CONTENT, "counter", DAY, answers={"pages": 1, "copies": 1})) == 2000


def test_an_override_counts_only_on_its_days_and_channels() -> None:
    assert provincial(override()).amount == 5000
    assert provincial(override()).basis == "Nghị quyết 23/2026/NQ-HĐND"
    assert provincial(override(), on=date(2025, 12, 31)).amount is None
    assert provincial(override(), on=date(2026, 1, 1)).amount == 5000
    assert provincial(override(valid_to=date(2026, 11, 20))).amount == 5000
    assert provincial(override(valid_to=date(2026, 11, 19))).amount is None
    assert provincial(override(channels=("counter",))).amount is None
    assert provincial(override(procedure="9.999999")).amount is None
    assert provincial(override(fee="trang")).amount is None
    assert provincial(override(amount=0)).amount == 0


def test_the_best_benefit_wins() -> None:
    assert provincial(override(), override(amount=3000)).amount == 3000
    dear = override(fee="viec", amount=20000)
    lines = fees_due(CONTENT, "counter", DAY, answers={"urgent": True}, overrides=[dear])
    assert lines[1].amount == 10000


def test_an_override_may_have_bands() -> None:
    banded = override(fee="trang", amount=None, bands=(Band(500),), cap=1500)
    lines = fees_due(CONTENT, "online", DAY, answers={"pages": 9, "copies": 2}, overrides=[banded])
    assert lines[0].amount == 3000


def test_papers_follow_the_answers() -> None:
    due = components_due(CONTENT, FOLDER.form, {"copies": 1}, DAY)
    assert [one.component.code for one in due] == ["to_khai", "ban_chinh", "can_cuoc"]
    assert [one.component.code for one in due if one.to_upload] == ["ban_chinh"]
    assert [one.component.code for one in due if one.required] == ["ban_chinh"]
    some = components_due(CONTENT, FOLDER.form, {"copies": 3}, DAY)[2]
    many = components_due(CONTENT, FOLDER.form, {"copies": 6}, DAY)[2]
    assert (some.component.code, some.required, many.required) == ("uy_quyen", False, True)


def test_a_branch_is_taken_when_its_condition_holds() -> None:
    few = turns_of(FOLDER.process, FOLDER.form, {"copies": 1}, DAY)
    many = turns_of(FOLDER.process, FOLDER.form, {"copies": 101}, DAY)
    assert (few, many) == ({}, {"check": "ask"})
    assert [way(FOLDER.process, turns) for turns in (few, many)] == [
        ["intake", "check", "approve", "issue", "return"],
        ["intake", "check", "ask", "approve", "issue", "return"],
    ]


def way(process: ProcessDefinition, turns: dict[str, str]) -> list[str]:
    step: Step | None = process.first
    gone = []
    while step is not None:
        gone.append(step.key)
        step = process.following(step.key, turns)
    return gone


def test_of_two_branches_that_hold_the_first_is_taken() -> None:
    _, _, process = small_data()
    process["steps"][1]["branches"].append({"if": {"gt": [{"field": "copies"}, 1]}, "to": "return"})
    assert turns_of(build_process(process), FOLDER.form, {"copies": 101}, DAY) == {"check": "ask"}
    assert turns_of(build_process(process), FOLDER.form, {"copies": 2}, DAY) == {"check": "return"}


@given(st.integers(0, 10**6))
def test_steps_share_the_term_exactly(minutes: int) -> None:
    offsets = list(due_offsets(FOLDER.process, minutes).values())
    assert offsets == sorted(offsets)
    assert offsets[0] == 0
    assert offsets[-1] == minutes


def test_a_negative_term_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        due_offsets(FOLDER.process, -1)
