from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.blocks.forms.api import (
    active_stops,
    asked_pages,
    decide,
    filled_values,
    load,
    next_page,
    page_fields,
    prefill,
    previous_page,
    resolve,
    submission_answers,
    suggestions_for,
    validate_all,
    validate_page,
    visible_pages,
)
from tests.blocks.forms.small_form import small_data, small_form

FORM = small_form()
TODAY = date(2026, 11, 20)
HOME = {"line": "Thôn 2", "commune": "Xã A", "province": "Tỉnh B"}
SOURCES: dict[str, Any] = {
    "identity.full_name": "NGUYỄN THỊ HOA",
    "identity.residence": HOME,
    "identity.ethnicity": "Kinh",
    "identity.phone": "+84912345678",
}
VERIFIED = {"my_name", "my_home", "my_race"}


def test_prefill_takes_sources_then_defaults_and_locks_identity() -> None:
    filled = prefill(FORM, SOURCES)
    assert filled.answers == {
        "my_name": "NGUYỄN THỊ HOA",
        "my_home": HOME,
        "my_race": "Kinh",
        "phone": "0912345678",
        "count": 1,
        "town": {"commune": "Xã A", "province": "Tỉnh B"},
    }
    assert filled.verified == VERIFIED
    assert filled.origins["town"] == "identity.residence"
    assert filled.origins["count"] == "default"


def test_prefill_reads_an_address_on_one_line_and_leaves_out_what_does_not_fit() -> None:
    filled = prefill(FORM, {"identity.residence": "Thôn 2, Xã A, Tỉnh B", "identity.phone": "12"})
    assert filled.answers["my_home"] == HOME
    assert "phone" not in filled.answers


def test_verified_pages_are_not_walked_but_shown() -> None:
    answers = prefill(FORM, SOURCES).answers
    assert [page.id for page in asked_pages(FORM, answers, TODAY, VERIFIED)] == ["person"]
    assert [page.id for page in asked_pages(FORM, {}, TODAY)] == ["requester", "person"]
    assert [page.id for page in visible_pages(FORM, answers, TODAY)] == ["requester", "person"]


def test_walking_through_the_pages() -> None:
    answers = {**prefill(FORM, SOURCES).answers, "who": "other"}
    first = next_page(FORM, None, answers, TODAY, VERIFIED)
    assert first is not None and first.id == "person"
    second = next_page(FORM, "person", answers, TODAY, VERIFIED)
    assert second is not None and second.id == "more"
    assert next_page(FORM, "more", answers, TODAY, VERIFIED) is None
    back = previous_page(FORM, "more", answers, TODAY, VERIFIED)
    assert back is not None and back.id == "person"
    last = previous_page(FORM, None, answers, TODAY, VERIFIED)
    assert last is not None and last.id == "more"
    assert previous_page(FORM, "person", answers, TODAY, VERIFIED) is None


def test_hidden_answers_stay_in_the_draft_and_are_dropped_at_submission() -> None:
    answers = {"my_name": "Hoa", "who": "self", "count": 5, "reason": "x", "area": 20}
    assert submission_answers(FORM, answers, TODAY) == {"my_name": "Hoa", "who": "self", "name": "Hoa"}
    shown_again = submission_answers(FORM, {**answers, "who": "other"}, TODAY)
    assert shown_again["count"] == 5
    assert shown_again["reason"] == "x"


def test_conditions_read_hidden_answers_as_unanswered() -> None:
    answers = {"who": "self", "area": 20}
    assert decide(FORM, {"gt": [{"field": "area"}, 10]}, answers, TODAY) is False
    assert decide(FORM, {"gt": [{"field": "area"}, 10]}, {**answers, "who": "other"}, TODAY) is True


def test_decimal_answers_count_as_numbers() -> None:
    assert "reason" in resolve(FORM, {"who": "other", "area": "10.5"}, TODAY).shown
    assert "reason" not in resolve(FORM, {"who": "other", "area": "9.5"}, TODAY).shown


def test_a_copied_field_is_not_asked_and_wins_over_an_old_answer() -> None:
    answers = {"my_name": "Hoa", "who": "self", "name": "Khác"}
    states = {state.field.id: state for state in page_fields(FORM, "person", answers, TODAY)}
    assert (states["name"].value, states["name"].asked, states["name"].reacts) == ("Hoa", False, True)
    assert states["who"].reacts is False
    other = resolve(FORM, {**answers, "who": "other"}, TODAY)
    assert other.values["name"] == "Khác"
    assert resolve(FORM, {"who": "self"}, TODAY).copied == {}


def test_a_filled_value_gives_way_to_what_the_person_types() -> None:
    answers = {"number": "051195001234"}
    resolved = resolve(FORM, answers, TODAY)
    assert resolved.values["born"] == "1995"
    assert resolved.values["sex"] == "female"
    assert resolved.filled == {"born": "number", "sex": "number"}
    assert resolve(FORM, {**answers, "born": "1995-03-12"}, TODAY).values["born"] == "1995-03-12"


def test_a_value_is_filled_only_while_its_condition_holds() -> None:
    data = small_data()
    data["pages"][1]["fields"][4]["fill_from"][0]["if"] = {"eq": [{"field": "who"}, "other"]}
    form = load(data)
    assert filled_values(form, {"number": "051195001234", "who": "self"}, TODAY) == {"born": "1995"}
    assert filled_values(form, {"number": "051195001234", "who": "other"}, TODAY)["sex"] == "female"


def test_required_follows_its_condition() -> None:
    base = {"my_name": "Hoa", "who": "self"}
    assert list(validate_all(FORM, base, TODAY)) == ["born"]
    assert validate_all(FORM, {**base, "number": "051195001234"}, TODAY) == {}
    page = validate_page(FORM, "person", base, TODAY)
    assert page == {"born": "Năm sinh: hãy nhập ít nhất là năm, ví dụ 1990."}


def test_further_checks_speak_in_their_own_words() -> None:
    answers = {"my_name": "Hoa", "who": "other", "name": "An", "born": "1990", "count": 13, "sworn": True}
    assert validate_all(FORM, answers, TODAY) == {"sworn": "Không 13 bản."}
    assert validate_all(FORM, {**answers, "count": 12}, TODAY) == {}
    assert list(validate_all(FORM, {**answers, "count": 12, "sworn": False}, TODAY)) == ["sworn"]


def test_verified_values_and_their_copies_are_not_judged() -> None:
    answers = {"my_name": "Nguyễn Văn A2", "who": "self", "born": "1990"}
    assert list(validate_all(FORM, answers, TODAY)) == ["my_name", "name"]
    assert validate_all(FORM, answers, TODAY, verified={"my_name"}) == {}


def test_an_unasked_field_is_shown_only_with_a_value() -> None:
    assert "my_race" not in resolve(FORM, {}, TODAY).shown
    assert "my_race" in resolve(FORM, {"my_race": "Kinh"}, TODAY).shown


def test_stops() -> None:
    assert active_stops(FORM, {"who": "other", "agree": True}, TODAY) == ()
    assert [stop.title for stop in active_stops(FORM, {"who": "other", "agree": False}, TODAY)] == ["Dừng"]
    assert active_stops(FORM, {"who": "self", "agree": False}, TODAY) == ()


def test_what_is_known_of_the_person_is_offered_first() -> None:
    data = small_data()
    data["pages"][1]["fields"][1]["suggestions"] = "ethnic_groups"
    field = load(data).pages[1].fields[1]
    assert suggestions_for(field, {"identity.ethnicity": "Hrê"})[:3] == ("Hrê", "Kinh", "Tày")
    assert suggestions_for(field, {})[:2] == ("Kinh", "Tày")


def test_suggestions_are_filled_from_sources_or_left_out() -> None:
    data = small_data()
    data["pages"][1]["fields"][1]["suggestions"] = ["Trạm Y tế {commune.name}", "Bệnh viện"]
    field = load(data).field("name")
    assert suggestions_for(field, {"commune.name": "Xã A"}) == ("Trạm Y tế xã A", "Bệnh viện")
    assert suggestions_for(field, {}) == ("Bệnh viện",)


values = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 60), st.text(max_size=6), st.sampled_from(["self", "other"])
)


@given(st.dictionaries(st.sampled_from([field.id for field in FORM.fields]), values))
@settings(max_examples=300, deadline=None)
def test_what_is_submitted_resolves_to_itself(answers: dict[str, Any]) -> None:
    submitted = submission_answers(FORM, answers, TODAY)
    assert submission_answers(FORM, submitted, TODAY) == submitted
    assert validate_all(FORM, submitted, TODAY) == validate_all(FORM, answers, TODAY)
