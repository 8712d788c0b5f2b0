"""Imports: new versions with dates, nothing doubled, local decisions kept, hand-written procedures left alone."""

from datetime import date, timedelta

import pytest

from motcua.casework.catalogue import api as catalogue
from motcua.casework.catalogue.models import Procedure, ProcedureVersion, Publication
from motcua.casework.catalogue.use_cases import apply_import as applying
from motcua.kernel.actors import system
from motcua.kernel.errors import Conflict, InvalidInput, NotFound
from tests.casework.catalogue.small_records import record, write
from tests.factories.organisation import NOW, TODAY, make_commune

pytestmark = pytest.mark.django_db
CODE, HAND = "9.000001", "1.001193"
LATER = TODAY + timedelta(days=30)


@pytest.fixture(autouse=True)
def _fresh():
    catalogue.forget_cached()
    yield
    catalogue.forget_cached()


@pytest.fixture
def bring(tmp_path):
    """Import records on a day, as the command does."""

    def bring(*records, on=TODAY, **options):
        file = catalogue.read_file(write(tmp_path / "file.json", *records))
        with catalogue.only_import():
            plan = catalogue.plan_import([file], on, **options)
            catalogue.apply_import(plan, now=NOW)
        return plan

    return bring


def versions(code=CODE):
    return list(ProcedureVersion.objects.filter(procedure_id=code).order_by("number"))


def told(plan):
    return {key: value for key, value in plan.as_data()["totals"].items() if value}


def test_an_imported_procedure_is_in_force_and_found(bring):
    assert told(bring(record())) == {"read": 1, "new": 1}
    assert catalogue.current_version(CODE, TODAY).content.name == "Thủ tục xác nhận nguồn gốc cây trồng"
    assert catalogue.search("nguon goc cay trong", TODAY)[0].code == CODE


def test_nothing_is_written_by_a_plan(tmp_path):
    file = catalogue.read_file(write(tmp_path / "f.json", record()))
    catalogue.plan_import([file], TODAY)
    assert not Procedure.objects.filter(code=CODE).exists()


def test_an_unchanged_record_makes_no_version(bring):
    bring(record())
    assert told(bring(record(), on=LATER)) == {"read": 1, "unchanged": 1}
    assert len(versions()) == 1 and Publication.objects.count() == 1


def test_a_change_is_a_new_version_from_its_day_and_the_old_ends_before(bring):
    bring(record())
    plan = bring(record(conditions="Cây lâu năm."), on=LATER)
    assert [one.differences for one in plan.changes] == [["Điều kiện: sửa nội dung"]]
    old, new = versions()
    assert (old.valid_to, new.valid_from, new.valid_to) == (LATER - timedelta(days=1), LATER, None)
    catalogue.forget_cached()
    assert catalogue.current_version(CODE, LATER - timedelta(days=1)).number == 1
    catalogue.forget_cached()
    assert catalogue.current_version(CODE, LATER).number == 2


def test_a_content_may_come_back(bring):
    for text in ("Một.", "Hai.", "Một."):
        bring(record(conditions=text))
    assert [one.content["conditions"] for one in versions()] == [["Một."], ["Hai."], ["Một."]]
    assert catalogue.current_version(CODE, TODAY).number == 3


def test_a_change_before_a_known_later_one_ends_where_that_begins(bring):
    bring(record())
    bring(record(conditions="Sau."), on=LATER)
    bring(record(conditions="Giữa."), on=TODAY + timedelta(days=10))
    between = versions()[2]
    assert between.valid_to == LATER - timedelta(days=1)
    catalogue.forget_cached()
    assert catalogue.current_version(CODE, LATER).content.conditions == ("Sau.",)


def test_what_is_refused_is_told_and_the_rest_is_taken(bring):
    plan = bring(
        record(), record("x"), record("9.000002", name="Khác"), record(conditions="Khác hẳn"), record()
    )
    assert told(plan) == {"read": 5, "new": 2, "unchanged": 1, "refused": 2}
    assert [(one.record, one.code) for one in plan.refused] == [(2, "x"), (4, CODE)]
    assert "đã có ở file.json, bản ghi 1" in plan.refused[1].reason


def test_after_a_kill_the_rest_is_done_and_nothing_doubled(bring, monkeypatch):
    records = [record(f"9.{number:06d}", name=f"Việc số {number}") for number in range(1, 8)]
    monkeypatch.setattr(applying, "_AT_ONCE", 3)
    write_some, calls = applying._write, []

    def dies(changes, *rest):
        calls.append(len(changes))
        write_some(changes, *rest)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(applying, "_write", dies)
    with pytest.raises(KeyboardInterrupt):
        bring(*records)
    assert Publication.objects.get().finished_at is None
    monkeypatch.setattr(applying, "_write", write_some)
    assert told(bring(*records)) == {"read": 7, "new": 4, "unchanged": 3}
    found = ProcedureVersion.objects.filter(procedure__code__startswith="9.")
    assert found.count() == 7
    assert {one.published_by for one in found} == {Publication.objects.get().id}
    assert Publication.objects.get().finished_at is not None


def test_a_hand_written_procedure_keeps_all_and_gets_proposals(bring):
    before = versions(HAND)
    plan = bring(record(HAND, name="Thủ tục đăng ký khai sinh", legal_codes=["99/2030/QH16"]))
    assert told(plan)["handwritten"] == 1 and not plan.changes
    assert [one.id for one in versions(HAND)] == [one.id for one in before]
    paths = {one.path for one in catalogue.list_proposals()}
    assert {"terms.online", "legal_basis"} <= paths and "name" not in paths
    count = len(catalogue.list_proposals())
    bring(record(HAND, name="Thủ tục đăng ký khai sinh", legal_codes=["99/2030/QH16"]))
    assert len(catalogue.list_proposals()) == count


def test_an_accepted_proposal_is_a_version_with_the_same_form(bring):
    bring(record(HAND, name="Thủ tục đăng ký khai sinh"))
    proposal = next(one for one in catalogue.list_proposals() if one.path == "terms.online")
    old = catalogue.current_version(HAND, TODAY)
    catalogue.accept_proposal(proposal.id, by="Bùi Minh Trí", on=TODAY, now=NOW)
    new = catalogue.current_version(HAND, TODAY)
    assert (new.number, new.content.terms["online"].value) == (old.number + 1, 3)
    assert new.form.raw == old.form.raw and dict(new.templates) == dict(old.templates)
    with pytest.raises(Conflict):
        catalogue.accept_proposal(proposal.id, by="Bùi Minh Trí", on=TODAY, now=NOW)


def test_a_refused_proposal_is_not_made_again(bring):
    bring(record(HAND, name="Thủ tục đăng ký khai sinh"))
    for one in catalogue.list_proposals():
        catalogue.refuse_proposal(one.id, by="Bùi Minh Trí", now=NOW)
    bring(record(HAND, name="Thủ tục đăng ký khai sinh"))
    assert catalogue.list_proposals() == []


def test_the_review_proposes_papers_held_by_the_state_and_an_import_keeps_the_decision(bring):
    bring(record())
    catalogue.review_catalogue(TODAY, NOW)
    [proposal] = [one for one in catalogue.list_proposals() if one.code == CODE]
    assert proposal.path.endswith(".replaced_by_data") and "hộ tịch điện tử" in proposal.proposed
    catalogue.accept_proposal(proposal.id, by="Bùi Minh Trí", on=TODAY, now=NOW)
    assert told(bring(record())) == {"read": 1, "unchanged": 1}
    bring(record(conditions="Khác."), on=LATER)
    catalogue.forget_cached()
    component = catalogue.current_version(CODE, LATER).content.components[1]
    assert component.replaced_by_data and component.required is False
    assert catalogue.review_catalogue(LATER, NOW) == 0


def test_level_follows_the_dated_list(bring):
    line = {"list": "full_online", "code": CODE, "from": str(LATER), "basis": "QĐ 1"}
    assert catalogue.load_lists([catalogue.read_membership(line)]) == 1
    assert catalogue.load_lists([catalogue.read_membership(line)]) == 0
    assert catalogue.load_lists([catalogue.read_membership({**line, "to": "2099-12-31"})]) == 1
    bring(record())
    assert catalogue.current_version(CODE, TODAY).content.level == "partial_online"
    bring(record(), on=LATER)
    catalogue.forget_cached()
    assert catalogue.current_version(CODE, LATER).content.level == "full_online"
    assert catalogue.lists_of(CODE, LATER) and not catalogue.lists_of(CODE, TODAY)


@pytest.mark.parametrize(
    "line",
    [{}, 3, {"list": "x", "code": CODE, "from": "2026-01-01", "basis": "b"},
     {"list": "full_online", "code": CODE, "from": "30/02/2026", "basis": "b"},
     {"list": "full_online", "code": CODE, "from": "2026-01-01"},
     {"list": "full_online", "code": CODE, "from": "2026-01-01", "to": "2025-01-01", "basis": "b"}],
)  # fmt: skip
def test_a_wrong_line_of_a_list_is_refused(line):
    with pytest.raises(catalogue.ListRefused):
        catalogue.read_membership(line)


def test_local_fee_and_term_are_kept_over_an_import(bring):
    commune = make_commune()
    chief = system(commune.id)
    bring(record())
    catalogue.set_local_fee(chief, CODE, "", 5000, basis="NQ 7", valid_from=TODAY)
    catalogue.set_local_term(chief, CODE, catalogue.Term(2, "working_day"), basis="QĐ 9", valid_from=TODAY)
    plan = bring(record(conditions="Khác."))
    assert any("5000 đồng (NQ 7)" in line for line in plan.kept) and any("QĐ 9" in line for line in plan.kept)
    version = catalogue.current_version(CODE, TODAY)
    assert version.number == 2
    assert [line.amount for line in catalogue.fees_of(version, commune.id, "online", TODAY)] == [5000]
    assert catalogue.term_of(version.id, "online", commune.id, TODAY).value == 2
    assert catalogue.term_of(version.id, "online", commune.id, TODAY - timedelta(days=1)).value == 3
    assert catalogue.term_of(version.id, "online").value == 3


def test_a_longer_term_is_refused(bring):
    chief = system(make_commune().id)
    bring(record())
    with pytest.raises(InvalidInput):
        catalogue.set_local_term(chief, CODE, catalogue.Term(4, "working_day"), basis="QĐ", valid_from=TODAY)


def test_a_local_fee_of_a_vanished_line_is_warned_of(bring):
    chief = system(make_commune().id)
    bring(record())
    catalogue.set_local_fee(chief, CODE, "le_phi", 5000, basis="NQ 7", valid_from=TODAY)
    dearer = {**record()["methods"][1], "fees": [{"amount": 9000, "currency": "VND", "note": ""}]}
    plan = bring(record(methods=[record()["methods"][0], dearer]))
    assert any("không còn trong bản mới" in line for line in plan.warnings)


def test_a_replaced_code_ends_and_leads_on(bring):
    bring(record(), record("9.000002", name="Thủ tục mới"))
    plan = bring(record(replaced_by=["9.000002"]), on=LATER)
    assert told(plan) == {"read": 1, "replaced": 1}
    catalogue.forget_cached()
    with pytest.raises(NotFound):
        catalogue.current_version(CODE, LATER)
    assert [one.code for one in catalogue.successors(CODE, LATER)] == ["9.000002"]
    assert told(bring(record(replaced_by=["9.000002"]), on=LATER)) == {"read": 1, "unchanged": 1}


def test_a_replacement_by_hand(bring):
    bring(record(), record("9.000002", name="Thủ tục mới"))
    with pytest.raises(InvalidInput):
        catalogue.replace_procedure(CODE, ["9.999999"], on=LATER, basis="QĐ", now=NOW)
    notice = catalogue.replace_procedure(CODE, ["9.000002"], on=LATER, basis="QĐ 3", now=NOW)
    [change] = catalogue.get_notice(notice).changes
    assert (change.code, change.kind, change.lines) == (CODE, "replaced", ("Thay bằng 9.000002",))


def test_only_a_complete_file_ends_what_it_leaves_out(bring):
    bring(record(), record("9.000002", name="Khác"))
    bring(record())
    assert catalogue.current_version("9.000002", TODAY)
    plan = bring(record(), on=LATER, complete=True)
    assert told(plan) == {"read": 1, "unchanged": 1, "ended": 1}
    catalogue.forget_cached()
    with pytest.raises(NotFound):
        catalogue.current_version("9.000002", LATER)
    catalogue.forget_cached()
    assert catalogue.current_version(HAND, LATER)


def test_the_notice_tells_what_changed(bring):
    bring(record())
    bring(record(conditions="Khác."), record("9.000002", name="Mới"), on=LATER)
    latest = catalogue.list_publications(LATER)[0]
    assert latest.effective_on == LATER and latest.finished
    changes = catalogue.get_notice(latest.id).changes
    assert [(one.code, one.kind, one.lines) for one in changes] == [
        ("9.000002", "new", ()),
        (CODE, "changed", ("Điều kiện: sửa nội dung",)),
    ]
    assert date(2026, 1, 1) < latest.effective_on
