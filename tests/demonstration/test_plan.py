"""Planned years are the same for the same seed, and look like years."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from motcua.interfaces.cli.demonstration.plan import fingerprint, make_years, take_numbers
from motcua.kernel.clock import local
from tests.demonstration.small_world import CALENDAR, JOINT, START, UNTIL, due, part_due, world

pytestmark = pytest.mark.slow

COUNT = 6_000


@pytest.fixture(scope="module")
def years():
    return list(make_years(7, COUNT, world()))


def share(those, of) -> float:
    return len(those) / len(of)


def of(years, action: str):
    return [one for one in years if any(order.action == action for order in one.orders)]


def test_the_same_seed_gives_the_same_years_and_another_gives_others():
    first, again, other = (fingerprint(make_years(seed, 300, world())) for seed in (7, 7, 8))
    assert first == again != other


def test_orders_of_a_dossier_follow_each_other_within_the_years(years):
    for one in years:
        assert one.orders[0].action == "submit"
        assert all(a.at < b.at for a, b in pairwise(one.orders))
        assert one.orders[0].at >= START and one.orders[-1].at < UNTIL
    assert [one.orders[0].at for one in years] == sorted(one.orders[0].at for one in years)


def test_officers_work_in_working_time_and_the_desk_is_closed_on_days_off(years):
    for one in years:
        for order in one.orders:
            if order.by not in ("citizen", "system"):
                at = local(order.at).replace(second=0)
                assert CALENDAR.counting_start(at) == at, (one.channel, order)


def test_the_desk_is_fullest_on_mondays_and_in_two_humps(years):
    desk = [local(one.orders[0].at) for one in years if one.channel != "local_portal"]
    days = Counter(at.weekday() for at in desk)
    assert set(days) <= set(range(5))
    assert days[0] == max(days.values()) > 1.2 * days[4]
    hours = Counter(at.hour for at in desk)
    assert hours[8] + hours[9] > 2 * (hours[10] + hours[11] + hours[12])
    assert hours[14] > hours[13]


def test_online_rises_over_the_years_and_comes_in_the_evening_too(years):
    third = COUNT // 3
    able = [one for one in years if one.code != "2.000884"]
    rising = [
        share([one for one in part if one.channel == "local_portal"], part)
        for part in (able[:third], able[-third:])
    ]
    assert rising[0] < 0.5 < 0.6 < rising[1]
    late = [one for one in years if one.channel == "local_portal" and local(one.orders[0].at).hour >= 19]
    assert 0.08 < share(late, [one for one in years if one.channel == "local_portal"]) < 0.3


def test_few_procedures_take_most(years):
    often = [count for _, count in Counter(one.code for one in years).most_common()]
    assert often[0] + often[1] > 0.4 * COUNT
    assert often[-1] < 0.05 * COUNT


def test_weddings_and_school_have_their_months(years):
    def by_month(code):
        return Counter(local(one.orders[0].at).month for one in years if one.code == code)

    weddings, copies = by_month("1.000894"), by_month("2.000815")
    assert weddings[12] + weddings[1] > 3 * weddings[8]
    assert copies[7] > 1.2 * copies[11]


def test_hamlets_come_by_how_many_live_there(years):
    often = Counter(one.person.hamlet for one in years)
    assert often["Mang Lùng"] > often["Trà Nô"] > 2 * often["Làng Xi"]


def test_what_goes_wrong_stays_rare(years):
    assert 0.015 < share(of(years, "refuse"), years) < 0.035
    assert 0.02 < share(of(years, "request_supplement"), years) < 0.08
    assert 0.004 < share(of(years, "confirm_withdrawal"), years) < 0.02
    assert 0.003 < share(of(years, "stop"), years) < 0.02
    assert 0.001 < share(of(years, "extend"), years) < 0.03
    assert of(years, "send_back")
    assert {one.code for one in of(years, "request_payment")} <= {"1.013978", "1.013225"}


def closings(one) -> list:
    """Return what closed the parts of other agencies."""
    return [order for order in one.orders if order.action in ("answer_part", "refuse_part")]


def has_results(one) -> bool:
    """Tell whether a script came to all its results, those of other agencies among them."""
    sealed = any(order.action == "finish" for order in one.orders)
    return sealed and (one.code != JOINT or len(closings(one)) == 2)


def is_late(one) -> bool:
    told = {order.action: order.at for order in one.orders}
    if not has_results(one) or {"request_supplement", "request_payment", "extend"} & set(told):
        return False
    ready = max([told["finish"], *(order.at for order in closings(one))])
    return local(ready).replace(second=0) > due(one.code, "", local(told["accept"]))


def test_lateness_is_rare_falls_and_comes_in_clusters(years):
    late = [one for one in years if is_late(one)]
    assert 0.02 < share(late, years) < 0.09
    by_month = Counter(local(one.orders[0].at).strftime("%Y-%m") for one in late)
    all_by_month = Counter(local(one.orders[0].at).strftime("%Y-%m") for one in years)
    monthly = sorted(by_month[month] / count for month, count in all_by_month.items())
    assert monthly[-1] > 3 * monthly[len(monthly) // 2]
    assert len(of(late, "apologise")) > 0.7 * len(late)
    assert not [one for one in of(years, "apologise") if one not in late and "finish" in str(one.orders)][20:]


def test_some_are_still_open_and_those_are_the_newest(years):
    ends = {"refuse", "return_result", "stop", "confirm_withdrawal"}
    open_ones = [one for one in years if one.orders[-1].action not in ends]
    assert 0.004 < share(open_ones, years) < 0.05
    fresh = [one for one in open_ones if not has_results(one)]
    assert all((UNTIL - one.orders[0].at).days < 150 for one in fresh)
    assert len({one.orders[-1].action for one in open_ones}) >= 4


def of_parts(one, key: str) -> dict:
    """Return the orders of a part by what they do; of two sendings the last."""
    return {order.action: order for order in one.orders if order.more.get("part") == key}


def test_parts_of_other_agencies_begin_with_the_stamp_and_go_side_by_side(years):
    joint = [one for one in years if one.code == JOINT and has_results(one)]
    assert len(joint) > 100
    overtaken = 0
    for one in joint:
        stamped = next(order.at for order in one.orders if order.action == "finish")
        residence, card = of_parts(one, "residence"), of_parts(one, "health_card")
        for told in (residence, card):
            sent, closed = told["send_part"], told.get("answer_part") or told["refuse_part"]
            assert stamped < sent.at < closed.at
            if closed.action == "answer_part":
                assert local(sent.at).date() <= date.fromisoformat(closed.more["dated_on"])
                assert date.fromisoformat(closed.more["dated_on"]) <= local(closed.at).date()
                assert closed.more["number"]
        overtaken += residence["send_part"].at < card["send_part"].at < residence[ended(residence)].at
    assert overtaken > len(joint) / 4


def ended(told) -> str:
    return "answer_part" if "answer_part" in told else "refuse_part"


def test_agencies_are_mostly_in_time_and_now_and_then_refuse_or_ask(years):
    joint = [one for one in years if one.code == JOINT and has_results(one)]
    assert 0.01 < share(of(joint, "refuse_part"), joint) < 0.12
    asked = of(joint, "ask_part")
    assert 0.01 < share(asked, joint) < 0.12
    for one in asked:
        actions = [order.action for order in one.orders]
        place = actions.index("ask_part")
        # The law allows one request, and what came back goes to the agency again.
        assert actions[place + 1] == "request_supplement" and actions.count("request_supplement") == 1
        assert "send_part" in actions[actions.index("answer_supplement") :]
    late = [one for one in joint if late_parts(one)]
    assert 0.03 < share(late, joint) < 0.25


def late_parts(one) -> list:
    if of([one], "ask_part"):
        return []
    stamped = next(local(order.at) for order in one.orders if order.action == "finish")
    return [
        order for order in closings(one)
        if local(order.at).replace(second=0) > part_due(JOINT, order.more["part"], stamped)
    ]  # fmt: skip


def test_years_end_in_the_midst_of_joint_dossiers(years):
    waiting = [one for one in years if one.code == JOINT and not has_results(one) and of([one], "finish")]
    last = [one.orders[-1] for one in waiting if one.orders[-1].action not in ("stop", "expire_supplement")]
    assert {order.action for order in last} >= {"send_part"}
    assert all((UNTIL - order.at).days < 45 for order in last)


def test_books_are_counted_without_gaps_in_the_order_of_time(years):
    numbers = take_numbers(years, world().kinds, {"receipt/2026": 40})
    orders = {(one.number, place): order for one in years for place, order in enumerate(one.orders)}
    for year in (2023, 2024, 2025, 2026):
        taken = sorted((orders[key].at, number) for key, number in numbers.entries.items()
                       if local(orders[key].at).year == year)  # fmt: skip
        assert [number for _, number in taken] == list(range(1, len(taken) + 1))
    assert min(n for k, n in numbers.receipts.items() if local(orders[k].at).year == 2026) == 41
    assert len(numbers.results) == len(of(years, "issue"))


def test_people_are_made_up_as_their_numbers_are(years):
    for one in years[:500]:
        person = one.person
        assert len(person.number) == 12 and person.number.isdigit()
        assert person.number[4:6] == f"{person.born.year % 100:02d}"
        assert int(person.number[3]) % 2 == int(person.female)
    often = Counter(one.person.number for one in years).most_common(1)[0][1]
    assert 3 < often < COUNT / 50
