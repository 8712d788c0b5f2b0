"""An administrator decides what an import or the review proposes, and who stands on which list."""

from datetime import date, timedelta

import pytest

from motcua.blocks.audit.models import AuditEntry
from motcua.casework.catalogue import api as catalogue
from motcua.casework.catalogue import jobs
from motcua.casework.catalogue.models import ImportEntry, ListMembership, ProcedureVersion, Publication
from motcua.casework.catalogue.rules.records.files import Entry
from motcua.casework.catalogue.use_cases import apply_import as applying
from motcua.kernel import tenancy
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tests.casework.catalogue.small_records import record, write
from tests.factories.organisation import NOW, TODAY, make_commune, make_officer

pytestmark = pytest.mark.django_db
CODE, HAND = "9.000001", "1.001193"
LATER, BASIS = TODAY + timedelta(days=30), "Quyết định 15/QĐ-UBND"


@pytest.fixture
def admin():
    return make_officer(make_commune().id, "admin", full_name="Đỗ Quản Trị")


@pytest.fixture
def bring(admin, tmp_path, monkeypatch):
    """Bring records through the console and have the worker compare them; return the run."""
    monkeypatch.setattr("motcua.kernel.clock.now", lambda: NOW)

    def bring(*records, complete=False):
        file = catalogue.read_file(write(tmp_path / "tep.json", *records))
        run_id = catalogue.begin_import(admin, [file], on=TODAY, complete=complete, now=NOW)
        jobs.go_on(run_id)
        return run_id

    return bring


def decide(admin, run_id, kind="new", on=TODAY, act=catalogue.accept_entries, **more):
    if act is catalogue.accept_entries:
        more = {"on": on, "basis": BASIS, **more}
    count = act(admin, run_id, catalogue.Chosen(kind=kind), now=NOW, **more)
    jobs.go_on(run_id)
    return count


def entries(run_id, **which):
    return list(ImportEntry.objects.filter(run_id=run_id, **which).order_by("procedure_code"))


def in_force(code, on=TODAY):
    catalogue.forget_cached()
    return catalogue.current_version(code, on)


def test_nothing_takes_effect_before_it_is_accepted(admin, bring):
    run_id = bring(record(), record("x"), record("9.000002", name="Khác"))
    assert catalogue.get_run(admin, run_id).state == "waiting"
    assert catalogue.count_entries(admin, run_id) == {"new": (2, 2), "refused": (1, 1)}
    assert not ProcedureVersion.objects.filter(procedure__code__startswith="9.").exists()
    [refused] = catalogue.page_of_entries(admin, run_id, "refused").entries
    assert (refused.code, refused.place) == ("x", "tep.json, bản ghi 2") and refused.lines


def test_one_is_accepted_with_its_day_and_basis_and_the_other_left(admin, bring):
    run_id = bring(record(), record("9.000002", name="Khác"))
    first, _ = entries(run_id)
    catalogue.accept_entries(
        admin, run_id, catalogue.Chosen(frozenset({first.id})), on=LATER, basis=BASIS, now=NOW
    )
    jobs.go_on(run_id)
    publication = Publication.objects.get()
    assert (publication.effective_on, publication.basis) == (LATER, BASIS)
    assert in_force(CODE, LATER).content.name == "Thủ tục xác nhận nguồn gốc cây trồng"
    assert catalogue.get_run(admin, run_id).state == "waiting"
    decide(admin, run_id, act=catalogue.leave_entries)
    assert catalogue.get_run(admin, run_id).state == "done"
    assert not ProcedureVersion.objects.filter(procedure_id="9.000002").exists()
    assert not ImportEntry.objects.filter(run_id=run_id, data__isnull=False).exists()
    with tenancy.scope(communes=[admin.home]):
        told = AuditEntry.objects.filter(action="catalogue.import_accepted").values_list("purpose", flat=True)
        assert list(told) == [f"1 thủ tục: {BASIS}"]


def test_what_changed_is_told_and_what_is_gone_ends_only_when_accepted(admin, bring):
    decide(admin, bring(record(), record("9.000002", name="Khác")))
    run_id = bring(record(conditions="Cây lâu năm."), complete=True)
    [changed] = entries(run_id, kind="changed")
    assert changed.lines == ["Điều kiện: sửa nội dung"]
    decide(admin, run_id, "ended", on=LATER)
    assert in_force("9.000002").number == 1
    with pytest.raises(NotFound):
        in_force("9.000002", LATER)
    assert in_force(CODE, LATER).number == 1
    decide(admin, run_id, "changed")
    assert in_force(CODE).number == 2


def test_only_what_was_shown_is_applied(admin, bring):
    run_id = bring(record())
    with catalogue.only_import():
        file = catalogue.RecordFile("t", "d", [Entry("t", 1, record(conditions="Đã khác."))])
        catalogue.apply_import(catalogue.plan_import([file], TODAY), now=NOW)
    decide(admin, run_id)
    [entry] = entries(run_id)
    assert "đã khác lúc so sánh" in entry.trouble and entry.publication_id is None
    assert in_force(CODE).number == 1


def test_a_killed_worker_goes_on_where_it_was(admin, bring, monkeypatch):
    run_id = bring(*[record(f"9.{number:06d}", name=f"Việc số {number}") for number in range(1, 8)])
    monkeypatch.setattr(applying, "_AT_ONCE", 3)
    write_some, calls = applying._write, []

    def dies(changes, *rest):
        calls.append(len(changes))
        write_some(changes, *rest)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(applying, "_write", dies)
    with pytest.raises(KeyboardInterrupt):
        decide(admin, run_id)
    monkeypatch.setattr(applying, "_write", write_some)
    jobs.go_on(run_id)
    assert ProcedureVersion.objects.filter(procedure__code__startswith="9.").count() == 7
    assert Publication.objects.count() == 1
    assert {one.trouble for one in entries(run_id)} == {""}
    assert catalogue.get_run(admin, run_id).state == "done"


def test_a_fault_is_kept_with_the_run(admin, bring, monkeypatch):
    run_id = bring(record())
    monkeypatch.setattr(applying, "_write", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        decide(admin, run_id)
    told = catalogue.get_run(admin, run_id)
    assert told.state == "failed" and "ZeroDivisionError" in told.trouble
    catalogue.give_up_import(admin, run_id, now=NOW)
    assert catalogue.get_run(admin, run_id).state == "given_up"


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"on": TODAY - timedelta(days=1)}, "on"), ({"on": None}, "on"), ({"basis": "  "}, "basis")],
)
def test_a_decision_needs_a_day_to_come_and_a_basis(admin, bring, changes, field):
    run_id = bring(record())
    with pytest.raises(InvalidInput) as refused:
        decide(admin, run_id, **changes)
    assert set(refused.value.errors) == {field}
    assert {one.decision for one in entries(run_id)} == {""}


def test_two_imports_at_once_are_refused_and_a_decided_run_is_closed(admin, bring):
    run_id = bring(record())
    with pytest.raises(Conflict):
        bring(record())
    decide(admin, run_id)
    with pytest.raises(Conflict):
        decide(admin, run_id)


def test_nobody_else_decides_and_nobody_alone_where_the_catalogue_is_shared(admin, bring):
    run_id = bring(record())
    with pytest.raises(NotAllowed):
        decide(make_officer(admin.home, "chair"), run_id)
    make_commune(code="99999")
    for act in (
        lambda: decide(admin, run_id),
        lambda: catalogue.add_to_list(admin, "full_online", HAND, on=TODAY, basis=BASIS, now=NOW),
        lambda: catalogue.set_level(admin, HAND, "partial_online", on=TODAY, basis=BASIS, now=NOW),
        lambda: catalogue.accept_proposals(admin, {entries(run_id)[0].id}, on=TODAY, basis=BASIS, now=NOW),
    ):
        with pytest.raises(NotAllowed, match="dùng chung cho nhiều xã"):
            act()


def proposed(bring):
    bring(record(HAND, name="Thủ tục đăng ký khai sinh", legal_codes=["99/2030/QH16"]))
    return [one for one in catalogue.list_proposals() if one.code == HAND]


def test_many_proposals_of_a_procedure_become_one_version(admin, bring):
    waiting = proposed(bring)
    assert len(waiting) > 1
    before = in_force(HAND)
    page = catalogue.page_of_proposals(admin, TODAY)
    told = {one.what: (one.before, one.after) for one in page.proposals}
    assert told["Thời hạn trực tuyến"][1] == "3 ngày làm việc"
    assert told["Căn cứ pháp lý"][1] == "thêm 99/2030/QH16"
    done = catalogue.accept_proposals(admin, {one.id for one in waiting}, on=TODAY, basis=BASIS, now=NOW)
    after = in_force(HAND)
    assert (done.count, done.troubles, after.number) == (len(waiting), (), before.number + 1)
    assert after.content.terms["online"].value == 3
    [notice] = catalogue.get_notice(done.publication).changes
    assert notice.code == HAND and Publication.objects.get().basis == BASIS
    with pytest.raises(Conflict):
        catalogue.accept_proposals(admin, {waiting[0].id}, on=TODAY, basis=BASIS, now=NOW)


def test_a_procedure_changed_since_is_told_of_and_waits_and_the_others_are_done(admin, bring):
    waiting = proposed(bring)
    terms = [one for one in waiting if one.path == "terms.online"]
    version = ProcedureVersion.objects.get(id=in_force(HAND).id)
    version.content["terms"]["online"] = {"value": 7, "unit": "day"}
    version.save()
    done = catalogue.accept_proposals(admin, {terms[0].id}, on=TODAY, basis=BASIS, now=NOW)
    catalogue.get_version.cache_clear()
    assert (done.count, done.publication) == (0, None) and "đã khác lúc đề xuất" in done.troubles[0][1]
    assert not Publication.objects.exists()
    assert terms[0].id in {one.id for one in catalogue.list_proposals()}


def test_a_refusal_needs_a_reason_and_holds(admin, bring):
    waiting = {one.id for one in proposed(bring)}
    with pytest.raises(InvalidInput):
        catalogue.refuse_proposals(admin, waiting, basis="", now=NOW)
    assert catalogue.refuse_proposals(admin, waiting, basis="Luật đã sửa", now=NOW) == len(waiting)
    assert catalogue.count_proposals(admin) == {}


def test_a_change_before_a_version_to_come_keeps_both(admin, bring):
    """Numbers are never given twice: a later version was published before."""
    decide(admin, bring(record()))
    decide(admin, bring(record(conditions="Sau.")), "changed", on=LATER)
    catalogue.set_level(admin, CODE, "full_online", on=TODAY, basis=BASIS, now=NOW)
    now, later = in_force(CODE), in_force(CODE, LATER)
    assert (now.number, now.content.level) == (3, "full_online")
    assert later.number == 2


def test_the_level_is_a_dated_list_and_an_import_keeps_it(admin, bring):
    decide(admin, bring(record()))
    catalogue.set_level(admin, CODE, "full_online", on=LATER, basis=BASIS, now=NOW)
    assert (in_force(CODE).content.level, in_force(CODE, LATER).content.level) == (
        "partial_online", "full_online",
    )  # fmt: skip
    assert catalogue.lists_of(CODE, TODAY) == []
    assert catalogue.lists_of(CODE, LATER) == ["Đủ điều kiện trực tuyến toàn trình"]
    with pytest.raises(InvalidInput):
        catalogue.set_level(admin, CODE, "full_online", on=LATER, basis=BASIS, now=NOW)


def test_a_procedure_is_put_on_a_list_and_taken_off_by_date(admin):
    one = catalogue.add_to_list(admin, "group_82", HAND, on=TODAY, basis=BASIS, group="Hộ tịch", now=NOW)
    assert catalogue.count_lists(admin, TODAY)["group_82"] == 1
    with pytest.raises(InvalidInput):
        catalogue.add_to_list(admin, "group_82", HAND, on=LATER, basis=BASIS, group="Hộ tịch", now=NOW)
    assert catalogue.end_membership(admin, one, on=LATER, basis="Quyết định 20", now=NOW) == HAND
    row = ListMembership.objects.get()
    assert (row.valid_to, row.end_basis) == (LATER - timedelta(days=1), "Quyết định 20")
    assert catalogue.lists_of(HAND, LATER) == []
    [told] = catalogue.memberships_of(admin, HAND, TODAY)
    assert "khai sinh" in told.name
    with pytest.raises(Conflict):
        catalogue.end_membership(admin, one, on=LATER, basis=BASIS, now=NOW)
    with pytest.raises(InvalidInput) as refused:
        catalogue.add_to_list(admin, "group_82", "9.999999", on=TODAY, basis=BASIS, now=NOW)
    assert set(refused.value.errors) == {"code"}


def test_local_amounts_are_told_in_words(admin):
    catalogue.set_local_fee(admin, HAND, "", 5000, basis="NQ 12/2026", valid_from=TODAY, channel="online")
    [one] = catalogue.local_amounts(admin, TODAY)
    amount = "5.000 đồng mỗi lần hoặc mỗi bản, tùy khoản"
    assert (one.what, one.amount, one.basis) == ("Mọi khoản thu trực tuyến", amount, "NQ 12/2026")
    catalogue.set_local_fee(admin, "1.001266", "le_phi", 9000, basis="NQ 12/2026", valid_from=TODAY)
    [single] = catalogue.local_amounts(admin, TODAY, "1.001266")
    [fee] = catalogue.current_version("1.001266", TODAY).content.fees
    assert single.what == f"{fee.name}, mọi cách nộp"


def test_a_resolution_may_be_older_than_the_procedure_that_is_kept(admin):
    long_ago = date(2019, 1, 1)
    catalogue.set_local_fee(admin, "1.001266", "le_phi", 9000, basis="NQ 1/2019", valid_from=long_ago)
    [one] = catalogue.local_amounts(admin, TODAY, "1.001266")
    assert (one.valid_from, one.amount) == (long_ago, "9.000 đồng")
    with pytest.raises(NotFound):
        catalogue.set_local_fee(admin, "9.999999", "", 9000, basis="NQ 1/2019", valid_from=long_ago)
