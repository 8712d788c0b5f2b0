"""A small procedure, as the texts of its folder and as data."""

from pathlib import Path
from typing import Any

from motcua.casework.catalogue.rules.content import ProcedureContent, ProcedureFolder
from motcua.casework.catalogue.rules.folder import parts_of, read_yaml

PROCEDURE = """
code: "2.000001"
name: Chứng thực bản sao
short_name: Bản sao
field: Chứng thực
versions_from: 2025-07-01
level: full_online
audiences: [citizen]
summary: Xác nhận bản sao đúng với bản chính.
who: Mọi người.
steps: [Nộp bản chính.]
terms:
  online: {value: 1, unit: same_day, cutoff: "15:00"}
  counter: {value: 2, unit: working_day}
fees:
  - {code: trang, name: Phí theo trang, kind: fee, channels: [online, counter], per: page,
     bands: [{to: 2, amount: 2000}, {amount: 1000}], cap: 200000, quantity: {pages: pages, copies: copies}}
  - {code: viec, name: Phí theo việc, kind: fee, channels: [counter], amount: 10000,
     due_if: {eq: [{field: urgent}, true]}}
  - {code: le_phi, name: Lệ phí, kind: charge, channels: [online], set_by: province}
components:
  - {code: to_khai, name: Tờ khai, required: true, form: true}
  - {code: ban_chinh, name: Bản chính, required: true, copies: {original: 1}}
  - {code: uy_quyen, name: Ủy quyền, required: {gt: [{field: copies}, 5]},
     show_if: {gt: [{field: copies}, 2]}}
  - {code: can_cuoc, name: Căn cước, required: false, present_only: true}
results:
  - code: KQ.G15.000021
    name: Bản sao chứng thực
    template: result.typ
    fields:
      - {id: number, label: Số, type: text, required: true}
      - {id: made, label: Số bản, type: number, from: copies}
legal_basis: [{number: 23/2015/NĐ-CP, title: Về chứng thực}]
agency: Ủy ban nhân dân cấp xã
"""
FORM = """
id: certified_copy
version: "1"
title: Yêu cầu chứng thực
pages:
  - id: paper
    title: Giấy tờ
    fields:
      - {id: pages, type: number, label: Số trang, required: true, min: 1}
      - {id: copies, type: number, label: Số bản, required: true, min: 1}
      - {id: urgent, type: yesno, label: Cần gấp}
"""
PROCESS = """
steps:
  - {key: intake, name: Tiếp nhận, role: receptionist, share: 0, actions: [accept, refuse], next: check}
  - {key: check, name: Đối chiếu, role: handler, share: 0.3, actions: [propose, request_supplement], next: approve,
     branches: [{if: {gt: [{field: copies}, 100]}, to: ask}]}
  - {key: ask, name: Xin ý kiến, role: unit_head, share: 0.1, actions: [propose, send_back],
     next: approve, back: check}
  - {key: approve, name: Ký, role: chair, share: 0.3, actions: [approve, send_back],
     next: issue, back: check}
  - {key: issue, name: Đóng dấu, role: clerk, share: 0.1, actions: [issue], next: return}
  - {key: return, name: Trả, role: return_desk, share: 0.2, actions: [return_result]}
"""
TEXTS = {
    "procedure.yaml": PROCEDURE,
    "form.yaml": FORM,
    "process.yaml": PROCESS,
    "result.typ": "Bản sao",
}


def write(path: Path, **changes: str) -> Path:
    """Write the folder below `path`; a file changed to nothing is left out."""
    folder = path / "2.000001"
    folder.mkdir()
    for name, text in {**TEXTS, **changes}.items():
        if text:
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def small_data() -> tuple[Any, Any, Any]:
    """Fresh data of the three files."""
    return read_yaml(PROCEDURE), read_yaml(FORM), read_yaml(PROCESS)


def small_folder() -> ProcedureFolder:
    content, form, process = parts_of(*small_data())
    return ProcedureFolder(content, form, process, {})


def small_content() -> ProcedureContent:
    return small_folder().content
