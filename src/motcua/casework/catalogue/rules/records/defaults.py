"""What every imported procedure begins with: form, process, result, and the terms its record leaves open."""

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from motcua.casework.catalogue.rules.records.cleaning import shortened
from motcua.casework.catalogue.rules.records.papers import CASE_FIELD, Papers
from motcua.casework.catalogue.rules.records.record import Record

TEMPLATE = "result.typ"


@cache
def _read(name: str) -> str:
    return files("motcua.casework.catalogue").joinpath(f"defaults/{name}").read_text(encoding="utf-8")


@cache
def _data(name: str) -> str:
    """The data of a file as JSON: a fresh copy is then quickly made."""
    return json.dumps(yaml.safe_load(_read(name)))


@cache
def term_data(kind: str, on: date) -> dict[str, Any]:
    """The term a record leaves open, as it is on a day: `unnamed`, or `same_day` ("1 Khác" of the portal)."""
    rows = json.loads(_data("terms.yaml"))[kind]
    begun = [row for row in rows if row["valid_from"] <= on.isoformat()] or rows[:1]
    return {key: value for key, value in begun[-1].items() if key in ("value", "unit", "cutoff")}


def process_data() -> dict[str, Any]:
    """The usual way: taken in, handled, approved, issued, handed over."""
    found: dict[str, Any] = json.loads(_data("process.yaml"))
    return found


def template_text() -> str:
    """The paper of a result that has no template of its own yet."""
    return _read(TEMPLATE)


def form_data(record: Record, papers: Papers, short_name: str) -> dict[str, Any]:
    """Who asks, in which case, for what; the papers and the delivery have pages of their own."""
    form: dict[str, Any] = json.loads(_data("form.yaml"))
    form["title"] = shortened(record.name, 300)
    matter = next(page for page in form["pages"] if page["id"] == "matter")
    matter["hint"] = f"Thủ tục: {short_name}"
    if papers.cases:
        options = [{"value": value, "label": label} for value, label in papers.cases]
        matter["fields"].insert(
            0,
            {
                "id": CASE_FIELD,
                "type": "choice",
                "label": "Ông/bà thuộc trường hợp nào?",
                "help": "Chọn đúng trường hợp thì chỉ phải nộp giấy tờ của trường hợp đó.",
                "required": True,
                "options": options,
            },
        )
    if not _for_organisations(record):
        matter["fields"] = [one for one in matter["fields"] if not one["id"].startswith("organisation")]
    return form


def _for_organisations(record: Record) -> bool:
    words = " ".join(record.applicants).lower()
    return any(word in words for word in ("doanh nghiệp", "tổ chức", "hợp tác xã"))
