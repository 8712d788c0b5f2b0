import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from motcua.casework.catalogue.errors import CatalogueError
from motcua.casework.catalogue.rules.folder import parts_of, read_yaml
from motcua.casework.catalogue.rules.loading import load_folder
from tests.casework.catalogue.small_procedure import TEXTS, small_data, small_folder, write

Plant = Callable[[Any, Any, Any], Any]


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    folder = load_folder(write(tmp_path))
    assert folder.content.valid_from == date(2025, 7, 1)
    assert folder.content.terms["online"].cutoff == "15:00"
    assert folder.content.component("ban_chinh").original == 1
    assert folder.content.result("KQ.G15.000021").fields[1].origin == "copies"
    assert folder.content.result("KQ.G15.000021").fields[0].as_form_field().required is True
    assert folder.process.first.key == "intake"
    assert folder.process.step("check").share == Decimal("0.3")
    assert folder.process.step("return").next is None
    assert folder.templates["KQ.G15.000021"].name == "result.typ"
    with pytest.raises(KeyError):
        folder.content.component("gone")


def test_a_stored_version_loads_from_its_raw_data() -> None:
    folder = small_folder()
    content, form, process = parts_of(folder.content.raw, folder.form.raw, folder.process.raw)
    assert content == folder.content
    assert process == folder.process
    assert form.raw == folder.form.raw


PROCEDURE, PROCESS = "procedure.yaml", "process.yaml"


def consulted(process: Any, at: int = 1, format: int = 2, **changes: Any) -> Any:
    """Let a step ask for an opinion, and return the process."""
    process["format"] = format
    process["steps"][at]["consults"] = [
        {"key": "land", "name": "Về đất", "question": "Đất có tranh chấp không?", "unit": "office", **changes}
    ]
    return process


FAULTS: list[tuple[Plant, str, str]] = [
    (lambda c, f, p: c.pop("fees"), PROCEDURE, "(gốc)"),
    (lambda c, f, p: c.update(code="1.1"), PROCEDURE, "code"),
    (lambda c, f, p: c.update(level="online"), PROCEDURE, "level"),
    (lambda c, f, p: c.update(versions_from="2025-02-30"), PROCEDURE, "versions_from"),
    (lambda c, f, p: c.update(valid_to="2024-01-01"), PROCEDURE, "valid_to"),
    (lambda c, f, p: c["terms"].pop("online"), PROCEDURE, "terms"),
    (lambda c, f, p: c["terms"]["online"].pop("cutoff"), PROCEDURE, "terms.online"),
    (lambda c, f, p: c["terms"]["counter"].update(cutoff="15:00"), PROCEDURE, "terms.counter.cutoff"),
    (lambda c, f, p: c["terms"]["counter"].update(value=0), PROCEDURE, "terms.counter.value"),
    (lambda c, f, p: c.update(level="counter_only"), PROCEDURE, "terms.online"),
    (lambda c, f, p: c["fees"][1].update(amount=0), PROCEDURE, "fees[1]"),
    (lambda c, f, p: c["fees"][1].update(set_by="province"), PROCEDURE, "fees[1]"),
    (lambda c, f, p: c["fees"][1].update(free_because="x"), PROCEDURE, "fees[1].free_because"),
    (lambda c, f, p: c["fees"][0].update(channels=["post"]), PROCEDURE, "fees[0].channels"),
    (lambda c, f, p: c["fees"][0]["quantity"].update(pages="urgent"), PROCEDURE, "fees[0].quantity.pages"),
    (lambda c, f, p: c["fees"][0]["bands"].reverse(), PROCEDURE, "fees[0].bands"),
    (lambda c, f, p: c["fees"][1].update(due_if={"field": "gone"}), PROCEDURE, "fees[1].due_if.field"),
    (lambda c, f, p: c["fees"][1].update(code="trang"), PROCEDURE, "fees"),
    (lambda c, f, p: c["components"][1].update(code="to_khai"), PROCEDURE, "components"),
    (lambda c, f, p: c["components"][2].update(required={"bad": []}), PROCEDURE, "components[2].required"),
    (lambda c, f, p: c["components"][2].update(accept=["docx"]), PROCEDURE, "components[2].accept[0]"),
    (lambda c, f, p: c["components"][0].update(present_only=True), PROCEDURE, "components[0]"),
    (lambda c, f, p: c["results"][0]["fields"][1].update({"from": "gone"}), PROCEDURE,
     "results[0].fields[1].from"),
    (lambda c, f, p: c["results"][0]["fields"][1].update(type="choice"), PROCEDURE, "results[0].fields[1]"),
    (lambda c, f, p: c["results"][0].update(template="../x.typ"), PROCEDURE, "results[0].template"),
    (lambda c, f, p: f["pages"][0]["fields"][0].update(type="odd"), "form.yaml", "pages[0].fields[0].type"),
    (lambda c, f, p: p["steps"][1].update(role="king"), PROCESS, "steps[1].role"),
    (lambda c, f, p: p["steps"][1].update(unit="palace"), PROCESS, "steps[1].unit"),
    (lambda c, f, p: p["steps"][1].update(actions=["bless"]), PROCESS, "steps[1].actions[0]"),
    (lambda c, f, p: p["steps"][1].update(share=0.4), PROCESS, "steps"),
    (lambda c, f, p: p["steps"][1].update(next="gone"), PROCESS, "steps[1]"),
    (lambda c, f, p: p["steps"][2].update(key="check"), PROCESS, "steps"),
    (lambda c, f, p: p["steps"][1].pop("branches"), PROCESS, "steps[2]"),
    (lambda c, f, p: p["steps"][3].update(next="check"), PROCESS, "steps[3]"),
    (lambda c, f, p: p["steps"][1]["branches"][0].update(to="intake"), PROCESS, "steps[1]"),
    (lambda c, f, p: p["steps"][3].pop("back"), PROCESS, "steps[3]"),
    (lambda c, f, p: p["steps"][0].update(actions=["refuse"]), PROCESS, "steps[0]"),
    (lambda c, f, p: p["steps"][5].update(actions=["issue"]), PROCESS, "steps[5]"),
    (lambda c, f, p: p["steps"][5].update(next="check"), PROCESS, "steps[5]"),
    (lambda c, f, p: p["steps"][1]["branches"][0].update({"if": {"field": "gone"}}), PROCESS,
     "steps[1].branches[0].if.field"),
    (lambda c, f, p: p["steps"][2].update(back="approve"), PROCESS, "steps[2]"),
    # A process that cannot end: what the actions of a step need is never there when a dossier comes to it.
    (lambda c, f, p: p["steps"][1].update(actions=["approve", "request_supplement"]), PROCESS, "steps[1]"),
    (lambda c, f, p: p["steps"][2].update(actions=["issue", "send_back"]), PROCESS, "steps[2]"),
    (lambda c, f, p: p["steps"][4].update(actions=["approve"]), PROCESS, "steps[4]"),
    (lambda c, f, p: p["steps"][3].update(branches=[{"if": {"gt": [{"field": "copies"}, 9]}, "to": "return"}]),
     PROCESS, "steps[5]"),
    (lambda c, f, p: consulted(p, format=1), PROCESS, "format"),
    (lambda c, f, p: consulted(p, share=0.31), PROCESS, "steps[1].consults[0].share"),
    (lambda c, f, p: consulted(p, share=0.3, days=2), PROCESS, "steps[1].consults[0]"),
    (lambda c, f, p: consulted(p, at=0), PROCESS, "steps[0].consults"),
    (lambda c, f, p: consulted(consulted(p), at=2), PROCESS, "steps[2].consults[0]"),
    (lambda c, f, p: consulted(p, **{"if": {"field": "gone"}}), PROCESS, "steps[1].consults[0].if.field"),
    (lambda c, f, p: consulted(p, unit="palace"), PROCESS, "steps[1].consults[0].unit"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("plant", "file", "path"), FAULTS, ids=[f"{n}-{fault[2]}" for n, fault in enumerate(FAULTS)]
)
def test_a_planted_fault_is_refused_with_file_and_place(plant: Plant, file: str, path: str) -> None:
    data = small_data()
    plant(*data)
    with pytest.raises(CatalogueError) as caught:
        parts_of(*data)
    assert (file, path) in [(problem.file, problem.path) for problem in caught.value.problems]
    assert all(problem.vi and problem.en for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"form.yaml": ""}, "form.yaml: : thiếu tệp"),
        ({"result.typ": ""}, "thiếu mẫu “result.typ”"),
        ({"result.typ": "  "}, "thiếu mẫu “result.typ”"),
        ({"process.yaml": "steps: [{]"}, "process.yaml: dòng 1: tệp YAML viết sai"),
        ({"process.yaml": "steps: []\nsteps: []"}, "duplicate key 'steps'"),
        ({"procedure.yaml": "- a"}, "procedure.yaml: (gốc): sai kiểu dữ liệu"),
        ({"procedure.yaml": TEXTS["procedure.yaml"].replace("2.000001", "2.000002")}, "mã khác tên thư mục"),
    ],
)
def test_a_faulty_folder_is_refused(tmp_path: Path, changes: dict[str, str], message: str) -> None:
    with pytest.raises(CatalogueError, match=re.escape(message)):
        load_folder(write(tmp_path, **changes))


def test_every_fault_is_told_at_once() -> None:
    content, form, process = small_data()
    content["fees"][0]["channels"] = ["post"]
    process["steps"][1]["share"] = 0.4
    with pytest.raises(CatalogueError) as caught:
        parts_of(content, form, process)
    assert {problem.file for problem in caught.value.problems} == {PROCEDURE, PROCESS}


def test_an_empty_folder_and_a_wrong_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="thiếu tệp"):
        load_folder(tmp_path / "nowhere")
    folder = write(tmp_path)
    (folder / "form.yaml").write_bytes("tiêu đề".encode("utf-16"))
    with pytest.raises(CatalogueError, match="UTF-8"):
        load_folder(folder)


def test_yaml_makes_no_surprising_guesses() -> None:
    assert read_yaml("{a: no, b: on, c: true, d: 2025-07-01, e: null, f: 1}") == {
        "a": "no", "b": "on", "c": True, "d": "2025-07-01", "e": None, "f": 1,
    }  # fmt: skip
    with pytest.raises(yaml.YAMLError):
        read_yaml("!!python/object/apply:os.system [id]")
