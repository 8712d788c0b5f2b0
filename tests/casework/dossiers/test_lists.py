"""The list of work: every view and filter in whole, pages without gap or double, and finding by anything."""

import random
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.lists import pages
from motcua.casework.dossiers.lists.search import found
from motcua.casework.dossiers.lists.views import VIEWS
from motcua.casework.dossiers.models import Dossier, DossierKey
from motcua.casework.dossiers.worlds import snapshot_of
from motcua.kernel import tenancy, vietnamese
from tests.casework.test_way_of_a_dossier import at_approval, call, submitted
from tests.factories.effects import run_effects
from tests.factories.offices import PIN
from tests.factories.organisation import NOW, make_citizen, make_commune, make_officer

pytestmark = pytest.mark.django_db
A, S = dossiers.Action, dossiers.State
HOUR = timedelta(hours=1)
STEP = {S.SUBMITTED: "receptionist", S.ACCEPTED: "handler", S.PROCESSING: "handler", S.SUPPLEMENT: "handler",
        S.PAYMENT: "handler", S.DONE: "return_desk"}  # fmt: skip


def spread(office, count=90):
    """Return the one dossier there is and many like it in all states, many due at the same time."""
    model, chance, made = Dossier.objects.get(), random.Random(11), []
    for number in range(count):
        state, off = chance.choice(list(S)), HOUR * chance.choice((-300, -30, -1, 1, 2, 7, 30, 300))
        role, accepted = STEP.get(state, ""), state not in (S.SUBMITTED, S.REFUSED)
        ended, due = state.is_over, NOW + off
        row = replace_row(
            model, id=uuid4(), submission_key=uuid4(), business_state=state, step_key="process" if role else "",
            step_role=role, step_unit=chance.choice(("", "centre", "office")), next_at=due if role else None,
            holder_id=chance.choice((None, office.handler.staff_id, office.chair.staff_id)) if role else None,
            next_action=chance.choice(("propose", "give_opinion")) if role else "",
            accepted_at=NOW - 400 * HOUR if accepted else None, due_at=due if accepted else None,
            counts_late=chance.random() < 0.1, paused_at=NOW - HOUR if state in (S.SUPPLEMENT, S.PAYMENT) else None,
            withdrawal_requested_at=NOW - HOUR if chance.random() < 0.1 else None,
            clock_ended_at=NOW - 3 * HOUR if ended else None,
            finished_at=NOW - HOUR * chance.choice((3, 4, 50)) if ended else None,
            submitted_at=NOW - HOUR * chance.choice((410, 800)), channel=chance.choice(("counter", "post")),
            search_text=f" nguyen van {number}",
            finance_state=chance.choice(("refund_due", "refunded")) if state is S.STOPPED else "none",
        )  # fmt: skip
        made.append(row)
    return [model, *Dossier.objects.bulk_create(made)]


def replace_row(model, **changes):
    return Dossier(
        **{**{f.attname: getattr(model, f.attname) for f in Dossier._meta.concrete_fields}, **changes}
    )


def walked(actor, asked):
    """Return the ids of all pages of a list."""
    ids, page = [], dossiers.list_work(actor, asked, now=NOW)
    while True:
        assert len(page.rows) <= 7
        ids += [row.id for row in page.rows]
        if page.following is None:
            return ids
        following = dossiers.Cursor.parse(str(page.following))
        page = dossiers.list_work(actor, replace(asked, cursor=following), now=NOW)


def of_view(view, row, actor, team):
    """The views once more, in plain words upon one row."""
    s, waits = snapshot_of(row), row.business_state in (S.SUPPLEMENT, S.PAYMENT)
    whole = row.due_at or row.next_at
    if view == "done":
        return row.finished_at is not None
    if view == "refunds":
        return row.finance_state == "refund_due"
    if not row.step_key:
        return False
    runs = row.clock_ended_at is None and not waits
    return {
        "todo": row.step_role in actor.roles and row.step_unit in ("", actor.unit_kind) and not waits
        and row.holder_id in (None, actor.staff_id),
        "mine": row.holder_id == actor.staff_id,
        "unit": row.holder_id in team.people or row.step_unit == team.kind,
        "today": row.next_at < NOW + 16 * HOUR,  # It is eight in the morning.
        # A working day from Monday eight o'clock ends on Wednesday: Tuesday is a day off.
        "near": runs and NOW <= whole < NOW + 48 * HOUR,
        "late": runs and (s.late(NOW) or whole < NOW),
        "waiting": waits or row.next_action == "give_opinion",
        "withdrawals": row.withdrawal_requested_at is not None and s.state is not S.DONE,
        "collect": s.state is S.DONE,
        "open": True,
    }[view]  # fmt: skip


def test_every_view_and_filter_is_walked_without_gap_or_double(office, monkeypatch):
    monkeypatch.setattr(pages, "PAGE", 7)
    submitted(office)
    with tenancy.scope(communes=[office.commune.id]):
        rows, actor = spread(office), office.handler
        team = dossiers.Team("office", frozenset({office.chair.staff_id}))
        narrowed = {
            "": (dossiers.Filters(), lambda row: True),
            "channel": (dossiers.Filters(channel="post"), lambda row: row.channel == "post"),
            "late": (dossiers.Filters(late=True), lambda row: snapshot_of(row).late(NOW)),
            "holder": (dossiers.Filters(holder=actor.staff_id), lambda row: row.holder_id == actor.staff_id),
        }
        counts = dossiers.count_views(actor, dossiers.Asked(team=team), now=NOW)
        for view in VIEWS:
            for name, (filters, kept) in narrowed.items():
                ids = walked(actor, dossiers.Asked(view, "", filters, None, team))
                here = [row for row in rows if of_view(view, row, actor, team) and kept(row)]
                assert len(ids) == len(set(ids)), (view, name)
                assert set(ids) == {row.id for row in here}, (view, name)
                over = view in ("done", "refunds")
                by = "finished_at" if over else "next_at"
                in_order = sorted(here, key=lambda row: (getattr(row, by), row.id), reverse=over)
                assert ids == [row.id for row in in_order], (view, name)
            assert counts.get(view) in (None, sum(of_view(view, row, actor, team) for row in rows)), view
        assert len({len(walked(actor, dossiers.Asked(view, team=team))) for view in VIEWS}) > 5
    elsewhere = make_officer(make_commune().id, "handler")
    assert all(not dossiers.list_work(elsewhere, dossiers.Asked(v), now=NOW).rows for v in VIEWS)


def test_it_is_found_by_anything_in_any_spelling(office):
    dossier = submitted(office)
    run_effects(office.commune.id)
    other = make_citizen(office.commune.id, full_name="Lê Trường Giang", citizen_id="051090009999")
    submitted(replace(office, citizen=other))

    def ids(query, **filters):
        asked = dossiers.Asked(query=query, filters=dossiers.Filters(**filters))
        page = dossiers.list_work(office.receptionist, asked, now=NOW)
        return [row.id for row in page.rows], page.guessed

    # The owner, the child and the mother; the owner's, the mother's and the telephone number.
    for query in ("AN nguyễn", "minh khoi", "Tran Thi Bình", "051090004521", "0511 9200 4522", "+84 905 123 401",
                  "0905.123.401"):  # fmt: skip
        assert ids(query) == ([dossier.id], False), query
    assert ids("nguyen van an", channel="post") == ([], True)
    assert ids("Nguyễn Vân Anh")[1], "a name that nobody bears is listened for"
    [heard], guessed = ids("le chuong dang")
    assert guessed and heard != dossier.id
    assert ids("Hoàng Phủ Ngọc") == ([], True)
    assert ids("0905999999")[0] == ids("%")[0] == []
    for elsewhere in ("minh khoi", "0905123401"):
        page = dossiers.list_work(make_officer(make_commune().id), dossiers.Asked(query=elsewhere), now=NOW)
        assert page.rows == []


def test_it_is_found_by_the_number_of_its_result(office):
    dossier = at_approval(office)
    decisions.approve_result(call(office.chair, dossier, A.APPROVE), PIN)
    run_effects(office.commune.id)
    decisions.issue_result(call(office.clerk, dossier, A.ISSUE), PIN)
    run_effects(office.commune.id)
    [result] = decisions.list_results(office.clerk, dossiers.get_dossier(office.clerk, dossier.id))
    page = dossiers.list_work(office.clerk, dossiers.Asked(query=result.number.lower()), now=NOW)
    assert [row.id for row in page.rows] == [dossier.id]


def plan_of(rows) -> str:
    """Return the plan the application's role gets under its wall, were the table too large to be read in whole."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off"
        )
        sql, values = rows.query.sql_with_params()
        cursor.execute(f"EXPLAIN {sql}", values)
        return "\n".join(line for (line,) in cursor.fetchall())


def test_the_wall_leaves_search_its_indexes(office):
    with tenancy.scope(communes=[office.commune.id]):
        rows = Dossier.objects.filter(commune_id=office.commune.id)
        words = rows.filter(found(office.commune.id, "an nguyen")).order_by("-submitted_at", "-id")
        assert "Index Only Scan Backward using dossier_words" in plan_of(words.values("id")[:31])
        closed = rows.filter(finished_at__isnull=False, channel="post").order_by("-finished_at", "-id")
        assert "Index Only Scan Backward using dossier_closed" in plan_of(closed.values("id")[:31])
        waiting = rows.exclude(step_key="").order_by("next_at", "id")
        assert "using dossier_waiting" in plan_of(waiting.values("id")[:31])
        keys = DossierKey.objects.filter(commune_id=office.commune.id, index=b"x" * 16).values("dossier_id")
        assert "Index Cond: ((commune_id =" in plan_of(keys) and "AND (index =" in plan_of(keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Giang", "Dang"),
        ("rung", "dung"),
        ("Xuân", "suan"),
        ("Trường", "chuong"),
        ("Lan", "nan"),
        ("Mỹ", "mi"),
    ],
)
def test_what_sounds_alike_is_one(one, other):
    assert vietnamese.sound(one) == vietnamese.sound(other)


def test_what_sounds_apart_stays_two():
    assert vietnamese.sound("Ngọc Nga") == "ngoc nga"
    assert vietnamese.sound("Đi") != vietnamese.sound("Nghi")
