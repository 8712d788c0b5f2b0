"""Local fees and terms follow each other: what holds on a day does not hang on the order in which it was entered."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from django.db import IntegrityError, transaction

from motcua.casework.catalogue import api as catalogue
from motcua.casework.catalogue.models import FeeOverride as FeeRow
from motcua.casework.catalogue.models import TermOverride as TermRow
from motcua.casework.catalogue.rules.fees import FeeOverride, amount_words, fees_due
from motcua.kernel import tenancy
from motcua.kernel.actors import system
from motcua.kernel.errors import Conflict, InvalidInput
from motcua.kernel.identifiers import new_id
from tests.casework.catalogue.small_procedure import small_folder
from tests.factories.organisation import NOW, TODAY, make_commune

CODE, BY_PAGE = "1.001266", "2.000815"
DAYS = [TODAY + timedelta(days=days) for days in (1, 5, 9)]
FIRST, SECOND, THIRD = DAYS
DAY = timedelta(days=1)


@pytest.fixture
def chief(db):
    return system(make_commune().id)


def set_fee(chief, amount: int, on: date, channel: str = "", basis: str = "NQ 12/2026") -> None:
    catalogue.set_local_fee(chief, CODE, "", amount, basis=basis, valid_from=on, channel=channel, now=NOW)


def set_term(chief, days: int, on: date) -> None:
    term = catalogue.Term(days, "working_day")
    catalogue.set_local_term(chief, CODE, term, basis="QĐ 9", valid_from=on, now=NOW)


def fee(chief, on: date, channel: str = "counter") -> int | None:
    [line] = catalogue.fees_of(catalogue.current_version(CODE, on), chief.home, channel, on)
    return line.amount


def term(chief, on: date) -> int | None:
    told = catalogue.current_version(CODE, on).content.terms
    own = catalogue.local_terms(CODE, told, chief.home, on).get("counter")
    return own.value if own else None


def end(chief, on: date, beginning: date) -> None:
    [one] = [one for one in catalogue.local_amounts(chief, TODAY, CODE) if one.valid_from == beginning]
    catalogue.end_local_amount(chief, one.id, on=on, now=NOW)


def test_a_fee_set_again_for_the_day_on_which_it_was_taken_back_holds(chief):
    common = fee(chief, FIRST)
    set_fee(chief, 7000, FIRST)
    end(chief, FIRST, FIRST)
    assert (fee(chief, FIRST), catalogue.local_amounts(chief, TODAY, CODE)) == (common, [])
    set_fee(chief, 9000, FIRST)
    assert fee(chief, FIRST) == fee(chief, THIRD) == 9000


def test_a_term_set_again_for_the_day_on_which_it_was_taken_back_holds(chief):
    set_term(chief, 2, FIRST)
    end(chief, FIRST, FIRST)
    assert (term(chief, FIRST), catalogue.local_amounts(chief, TODAY, CODE)) == (None, [])
    set_term(chief, 1, FIRST)
    assert term(chief, FIRST) == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_each_fee_holds_until_the_next_begins_whichever_was_entered_first(chief, order):
    for place in order:
        set_fee(chief, (place + 5) * 1000, DAYS[place])
    held = [fee(chief, on) for on in (FIRST, SECOND - DAY, SECOND, THIRD - DAY, THIRD)]
    assert held == [5000, 5000, 6000, 6000, 7000]
    told = [one.valid_to for one in catalogue.local_amounts(chief, TODAY, CODE)]
    assert told == [SECOND - DAY, THIRD - DAY, None]


def test_a_coming_amount_taken_back_gives_the_place_back_to_the_one_before(chief):
    set_fee(chief, 5000, FIRST)
    set_fee(chief, 6000, SECOND)
    set_term(chief, 2, FIRST)
    set_term(chief, 1, SECOND)
    for one in catalogue.local_amounts(chief, TODAY, CODE):
        if one.valid_from == SECOND:
            catalogue.end_local_amount(chief, one.id, on=SECOND, now=NOW)
    assert (fee(chief, THIRD), term(chief, THIRD)) == (5000, 2)
    assert {one.valid_to for one in catalogue.local_amounts(chief, TODAY, CODE)} == {None}


def test_one_that_was_ended_by_itself_stays_ended_when_a_later_one_is_taken_back(chief):
    common = fee(chief, FIRST)
    set_fee(chief, 5000, FIRST)
    end(chief, SECOND, FIRST)
    set_fee(chief, 6000, THIRD)
    end(chief, THIRD, THIRD)
    assert (fee(chief, SECOND - DAY), fee(chief, SECOND), fee(chief, THIRD)) == (5000, common, common)


def test_what_was_replaced_is_ended_before_the_next_begins_or_not_at_all(chief):
    common = fee(chief, FIRST)
    set_fee(chief, 5000, FIRST)
    set_fee(chief, 6000, THIRD)
    with pytest.raises(Conflict):
        end(chief, THIRD, FIRST)
    end(chief, SECOND, FIRST)
    assert (fee(chief, SECOND - DAY), fee(chief, SECOND), fee(chief, THIRD)) == (5000, common, 6000)
    end(chief, THIRD + DAY, THIRD)
    assert (fee(chief, THIRD), fee(chief, THIRD + DAY)) == (6000, common)


def test_a_fee_of_one_channel_goes_before_that_of_all_higher_or_lower(chief):
    set_fee(chief, 5000, FIRST)
    set_fee(chief, 8000, FIRST, "counter")
    set_fee(chief, 3000, FIRST, "online")
    assert [fee(chief, FIRST, one) for one in ("counter", "online", "post")] == [8000, 3000, 5000]


def override(**changes) -> FeeOverride:
    base = {
        "procedure": small_folder().content.code, "fee": "le_phi", "channels": (), "basis": "NQ",
        "valid_from": TODAY, "amount": 5000,
    }  # fmt: skip
    return FeeOverride(**{**base, **changes})


@pytest.mark.parametrize(
    ("overrides", "amount"),
    [
        ([override(), override(fee="", amount=3000)], 5000),
        ([override(), override(channels=("online",), amount=9000)], 9000),
        ([override(channels=("online", "post")), override(channels=("online",), amount=9000)], 9000),
        # Neither speaks of a part of the other: the lower one applies, whichever that is.
        ([override(), override(fee="", channels=("online",), amount=3000)], 3000),
        ([override(), override(fee="", channels=("online",), amount=9000)], 5000),
        ([override(), override(channels=("counter", "online", "post"), amount=3000)], 3000),
    ],
)
def test_the_narrower_of_two_goes_first_and_else_the_lower(overrides, amount):
    content = small_folder().content
    for some in (overrides, overrides[::-1]):
        lines = fees_due(content, "online", TODAY, answers={}, overrides=some)
        assert lines[1].amount == amount


def test_what_the_law_itself_says_stays_the_most(chief):
    dear = override(fee="viec", channels=("counter",), amount=20_000)
    lines = fees_due(small_folder().content, "counter", TODAY, answers={"urgent": True}, overrides=[dear])
    assert lines[1].amount == 10_000


def test_an_amount_says_by_what_it_is_counted(chief):
    [by_page] = catalogue.current_version(BY_PAGE, TODAY).content.fees
    assert amount_words(1500, [by_page]) == "1.500 đồng mỗi trang"
    catalogue.set_local_fee(chief, BY_PAGE, by_page.code, 1500, basis="NQ 12/2026", valid_from=FIRST)
    [told] = catalogue.local_amounts(chief, TODAY, BY_PAGE)
    assert told.amount == "1.500 đồng mỗi trang"
    both = small_folder().content.fees
    assert amount_words(1500, both) == "1.500 đồng mỗi trang hoặc mỗi lần, tùy khoản"
    assert amount_words(1500, []) == "1.500 đồng"


def test_a_fee_of_a_line_that_is_gone_says_so(chief):
    with tenancy.scope(communes=[chief.home]):
        FeeRow.objects.create(
            commune_id=chief.home,
            procedure_code=CODE,
            fee_code="phi_cu",
            amount=5000,
            basis="NQ",
            valid_from=TODAY,
        )
    [told] = catalogue.local_amounts(chief, TODAY, CODE)
    assert told.what == "Khoản “phi_cu” (thủ tục không còn khoản này), mọi cách nộp"


def test_a_basis_is_kept_whole_or_refused(chief):
    set_fee(chief, 5000, FIRST, basis="a" * 200)
    assert [one.basis for one in catalogue.local_amounts(chief, TODAY, CODE)] == ["a" * 200]
    for act in (
        lambda: set_fee(chief, 5000, SECOND, basis="a" * 201),
        lambda: catalogue.set_local_term(
            chief, CODE, catalogue.Term(1, "working_day"), basis="a" * 201, valid_from=SECOND
        ),
    ):
        with pytest.raises(InvalidInput) as refused:
            act()
        assert "nhiều nhất 200 ký tự (đang có 201)" in refused.value.errors["basis"]


def test_two_officers_at_once_leave_one_fee_and_one_term_of_a_day(chief):
    set_fee(chief, 5000, FIRST)
    set_term(chief, 1, FIRST)
    for rows in (FeeRow, TermRow):
        with tenancy.scope(communes=[chief.home]):
            again = rows.objects.get(commune_id=chief.home)
            again.pk = new_id()
            with pytest.raises(IntegrityError), transaction.atomic():
                again.save(force_insert=True)
