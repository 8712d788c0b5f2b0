"""What a joint procedure may say of its parts, and how each fault of it is told."""

import copy
from datetime import date
from pathlib import Path

import pytest

from motcua.casework.catalogue import api as catalogue
from motcua.casework.catalogue.errors import CatalogueError
from motcua.casework.catalogue.rules.folder import parts_of, read_yaml

FOLDER = Path("procedures/2.000986")
DATA = {name: read_yaml((FOLDER / f"{name}.yaml").read_text()) for name in ("procedure", "form", "process")}


def faults(change) -> str:
    data = copy.deepcopy(DATA)
    change(data["procedure"], data["process"])
    with pytest.raises(CatalogueError) as refusal:
        parts_of(data["procedure"], data["form"], data["process"])
    return " | ".join(f"{one}" for one in refusal.value.problems)


def part(number: int, **values):
    return lambda procedure, process: procedure["parts"][number].update(values)


CASES = {
    "khoong": part(1, khoong=1),
    "không có phần “cha”": part(1, after=["cha"]),
    "không có trường của tờ khai “ten”": part(1, answers=["ten"]),
    "không có thành phần hồ sơ “giay”": part(1, papers=["giay"]),
    "không có kết quả “KQ.X1”": part(1, result="KQ.X1"),
    "hai phần cùng trả kết quả": part(1, result="KQ.G18.000047"),
    "kết quả của cơ quan khác không có mẫu": lambda procedure, process: procedure["results"][1].update(
        template="result.typ"
    ),
    "phần do xã làm đi theo quy trình": part(0, after=["residence"]),
    "dài hơn thời hạn của cả thủ tục (kênh “online”)": part(1, term={"value": 20, "unit": "working_day"}),
    "phần “residence” bị trùng": part(2, key="residence"),
    "'basis'": lambda procedure, process: procedure["parts"][1].pop("basis"),
    "'result'": lambda procedure, process: procedure["parts"][1].pop("result"),
    "'role'": lambda procedure, process: procedure["parts"][1].pop("role"),
    "thiếu mẫu của kết quả": lambda procedure, process: procedure.pop("parts"),
    "cần đúng một bước có việc “collect”": lambda procedure, process: process["steps"][1]["actions"].append(
        "collect"
    ),
    "đóng dấu xong phải tới bước chờ": lambda procedure, process: process["steps"][3].update(
        branches=[{"if": {"eq": [{"field": "relation"}, "mother"]}, "to": "return"}]
    ),
}


@pytest.mark.parametrize("told", CASES)
def test_a_fault_is_refused_with_its_reason(told):
    assert told in faults(CASES[told])


def test_parts_that_wait_in_a_circle_are_refused():
    def circle(procedure, process):
        procedure["parts"][1]["after"] = ["health_card"]
        procedure["parts"][2]["after"] = ["residence"]

    assert "chờ vòng tròn" in faults(circle)


def test_a_plain_procedure_has_no_step_that_collects():
    plain = catalogue.load_folder(Path("procedures/1.001193"))
    [fault] = catalogue.process_faults(DATA["process"], plain.form, plain.content)
    assert "chỉ có ở thủ tục liên thông" in fault.vi


def test_the_parts_are_those_of_the_version_and_each_takes_only_what_it_needs():
    folder = catalogue.load_folder(FOLDER)
    birth, residence, card = folder.content.parts
    assert folder.content.valid_from <= date(2026, 11, 23)
    assert [one.code for one in folder.content.drafted] == [birth.result]
    assert "head_citizen_id" in residence.answers and "head_citizen_id" not in card.answers
    assert (birth.procedure, card.papers, residence.after) == ("1.001193", (), ("birth",))
