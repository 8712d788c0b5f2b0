"""Processes at the designer: editing, the diagram, differences, and what stands against publishing."""

import copy
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from motcua.blocks.identity import api as identity
from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import process_editing as editing
from motcua.casework.catalogue import api as catalogue
from motcua.kernel import clock
from motcua.kernel.actors import system
from tests.casework.catalogue.small_procedure import small_data
from tests.factories.organisation import TODAY, make_commune, make_officer

ROLES = {"receptionist": "Cán bộ tiếp nhận", "handler": "Công chức thụ lý"}
CONSULT = {"key": "land", "name": "Về đất", "question": "Có tranh chấp?", "unit": "office", "days": 2}
ROOT = Path(__file__).resolve().parents[3]


def small():
    return small_data()[2]


def test_every_edit_leaves_the_one_it_began_from_and_says_format_two():
    process = small()
    before = str(process)
    renamed = editing.set_step(process, 1, {"name": "X", "key": "other"})
    moved = editing.move_step(process, 1, 1)
    for made in (editing.add_step(process, 0, "Đóng phí"), editing.drop_step(process, 2), moved, renamed):
        assert made["format"] == 2 and made["steps"] != process["steps"] and str(process) == before
    assert renamed["steps"][1]["key"] == "check"
    with pytest.raises(IndexError):
        editing.move_step(process, 0, -1)


def test_who_led_to_a_step_that_is_dropped_leads_on():
    made = editing.drop_step(small(), 2)
    check = made["steps"][1]
    assert check["branches"][0]["to"] == "approve"
    first = editing.drop_step(small(), 1)["steps"]
    assert first[0]["next"] == "approve"
    assert all("back" not in step and "send_back" not in step["actions"] for step in first)


@pytest.mark.parametrize(
    ("name", "key"), [("Kiểm tra", "kiem_tra"), ("2 người ký", "b_2_nguoi_ky"), ("!!", "b"), ("Check", "check_2")]
)  # fmt: skip
def test_a_new_step_gets_a_key_of_its_own(name, key):
    assert editing.new_key(name, editing.keys_of(small())) == key


def test_the_diagram_holds_every_step_and_every_way():
    process = small()
    process["steps"][1]["consults"] = [{**CONSULT, "key": f"k{number}"} for number in range(6)]
    drawn = authoring.draw(process, ROLES, frozenset({3}))
    steps = [box for box in drawn.boxes if not box.asked]
    assert len(steps) == 6 and sum(box.asked for box in drawn.boxes) == 6
    assert [box.number for box in drawn.boxes if box.wrong] == [3]
    kinds = [one.kind for one in drawn.arrows]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"next": 5, "branch": 1, "back": 2, "asked": 6}
    for one in drawn.boxes:
        assert one.x >= 0 and one.x + one.width <= drawn.width and one.y + one.height <= drawn.height
        for other in drawn.boxes:
            apart = (one.x + one.width <= other.x or other.x + other.width <= one.x
                     or one.y + one.height <= other.y or other.y + other.height <= one.y)  # fmt: skip
            assert apart or one is other
    # The check goes before the opinion of the head, which goes before the signature.
    assert [box.y for box in steps] == sorted(box.y for box in steps)


def test_a_faulty_process_is_drawn_too():
    process = small()
    process["steps"][1]["next"] = "gone"
    process["steps"][3]["next"] = "intake"
    assert len(authoring.draw(process, ROLES, frozenset()).boxes) == 6


def test_the_bpmn_file_names_every_step_and_every_way_leads_somewhere():
    process = small()
    process["steps"][1]["consults"] = [CONSULT]
    drawn = authoring.draw(process, ROLES, frozenset())
    file = authoring.to_bpmn("2.000001", "Bản sao & “chứng thực”", process, {"pages": []}, drawn)
    root = ElementTree.fromstring(file)
    inside = list(root[0])
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids)) and root[0].get("name") == "Bản sao & “chứng thực”"
    kinds = [one.tag.partition("}")[2] for one in inside]
    assert kinds.count("userTask") == 6 and kinds.count("exclusiveGateway") == 1
    flows = [(one.get("sourceRef"), one.get("targetRef")) for one in inside if one.get("sourceRef")]
    assert (
        ("gate_check", "ask") in flows and ("gate_check", "approve") in flows and ("return", "end") in flows
    )
    assert ("ask", "check") in flows and ("check", "note_land") in flows and ("start", "intake") in flows
    assert all(source in ids and target in ids for source, target in flows)
    drawn_ids = {one.get("bpmnElement") for one in root[1].iter() if one.get("bpmnElement")}
    assert {one.get("id") for one in inside} <= drawn_ids
    [condition] = [one.text for one in root.iter() if one.tag.endswith("conditionExpression")]
    assert "lớn hơn 100" in condition


def test_differences_are_told_in_words():
    old = small()
    assert authoring.process_differences(old, old, {"pages": []}, ROLES) == []
    new = editing.set_step(
        old, 1, {**old["steps"][1], "role": "receptionist", "share": 0.25, "consults": [CONSULT]}
    )
    new = editing.add_step(editing.drop_step(new, 2), 1, "Đo đạc")
    told = authoring.process_differences(old, new, {"pages": []}, ROLES)
    assert [(one.kind, one.what) for one in told] == [
        ("changed", "Bước “Đối chiếu”"), ("added", "Bước “Đo đạc”"), ("removed", "Bước “Xin ý kiến”"),
    ]  # fmt: skip
    words = " ".join(told[0].lines)
    assert "Công chức thụ lý" in words and "Cán bộ tiếp nhận" in words and "30% → Thời gian: 25%" in words
    assert "Lấy ý kiến phòng chuyên môn: Về đất (bắt buộc, 2 ngày làm việc)" in words


CODE = "1.001193"


@pytest.fixture
def chief(db):
    return system(make_commune().id)


def plain(chief):
    return copy.deepcopy(dict(catalogue.current_version(CODE, TODAY, chief.home).process.raw))


def test_no_role_lacks_what_its_step_asks_in_any_procedure(chief):
    for path in sorted((ROOT / "procedures").iterdir()):
        process = dict(catalogue.current_version(path.name, TODAY).process.raw)
        assert authoring.process_faults(chief, path.name, process, TODAY) == [], path.name


def test_a_role_that_may_not_lead_on_is_a_fault_at_its_step(chief):
    process = plain(chief)
    process["steps"][1]["role"] = "cashier"
    [*faults] = authoring.process_faults(chief, CODE, process, TODAY)
    assert {one.step for one in faults} == {1} and any("Trình phê duyệt" in one.text for one in faults)


def test_a_role_nobody_holds_and_a_unit_that_is_not_there_are_doubts(chief):
    process = plain(chief)
    told = authoring.process_doubts(chief, process, TODAY)
    assert len(told) == len(process["steps"])
    for role in ("receptionist", "handler", "clerk"):
        make_officer(chief.home, role)
    make_officer(chief.home, "vice_chair", unit="leadership")
    assert authoring.process_doubts(chief, process, TODAY) == []
    process["steps"][1] = {**process["steps"][1], "consults": [CONSULT]}
    assert "xã không có đơn vị như vậy" in authoring.process_doubts(chief, process, TODAY)[0]
    assert identity.role_names()["handler"]


def test_the_trial_ends_when_the_term_ends(chief):
    at = clock.local(datetime.fromisoformat("2026-11-25T09:00:00+07:00"))
    code = "1.001776"
    process = dict(catalogue.current_version(code, TODAY, chief.home).process.raw)
    dates = authoring.try_dates(chief, code, process, "online", at)
    assert f"{dates[-1].due_at:%d/%m %H:%M}" == "09/12 09:00"
    assert [one.due_at for one in dates] == sorted(one.due_at for one in dates)
