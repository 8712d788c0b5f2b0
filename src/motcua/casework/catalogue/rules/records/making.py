"""From a record to the data of a procedure that can be read and filed at once."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.casework.catalogue.rules.records import defaults, money, terms
from motcua.casework.catalogue.rules.records.cleaning import one_line, paragraphs, shortened
from motcua.casework.catalogue.rules.records.papers import papers_of
from motcua.casework.catalogue.rules.records.record import Record
from motcua.kernel.vietnamese import fold

# Full online is granted by decision, never guessed.
LEVEL = "partial_online"
PROVISIONAL_REMARK = "Thủ tục chưa có mã quốc gia; mã ghi ở đây là mã tạm của hệ thống."
_LIST_MARK = re.compile(r"^[-+*•]\s+")
_HANDLED = {"ubnd": "commune", "police": "police"}
_RESULT_CODE = re.compile(r"^[A-Z]{2}\.[A-Z0-9.]{1,30}$")


@dataclass(frozen=True)
class Made:
    """The data of a new version: content, form, process, and the text of each result's template."""

    content: dict[str, Any]
    form: dict[str, Any]
    process: dict[str, Any]
    templates: dict[str, str]


def make(record: Record, on: date) -> Made:
    """The procedure of a record, in force from a day."""
    papers = papers_of(record)
    limits, remarks = terms.terms_of(record, on)
    short = shortened(_plain_name(record.name), 60)
    results = _results(record)
    content: dict[str, Any] = {
        "code": record.code,
        "name": record.name,
        "short_name": short,
        "field": record.field,
        "versions_from": on.isoformat(),
        "level": LEVEL,
        "audiences": _audiences(record),
        "summary": _summary(record),
        "who": ", ".join(record.applicants) or "Cá nhân, tổ chức có yêu cầu.",
        "steps": _pieces(record.steps) or ["Nộp hồ sơ; cơ quan giải quyết và trả kết quả."],
        "terms": limits,
        "fees": money.fees_of_record(record),
        "components": list(papers.components),
        "results": results,
        "legal_basis": _legal_basis(record),
        "agency": shortened(record.agency, 300) or "Ủy ban nhân dân cấp xã",
        "record": _record_block(record),
    }
    own = [PROVISIONAL_REMARK] if record.provisional else []
    told = {
        "conditions": _pieces((record.conditions,)),
        "notes": [*own, *remarks, *_pieces(papers.remarks), *_pieces(record.remarks)][:200],
    }
    content |= {key: texts for key, texts in told.items() if texts}
    template = defaults.template_text()
    return Made(
        content,
        defaults.form_data(record, papers, short),
        defaults.process_data(),
        {result["code"]: template for result in results},
    )


def handled_by(record: Record) -> str:
    """commune or police when a commune of the people takes it in; elsewhere for all others."""
    return _HANDLED.get(record.desk, "elsewhere") if "commune" in record.levels else "elsewhere"


def _record_block(record: Record) -> dict[str, Any]:
    block: dict[str, Any] = {"handled_by": handled_by(record), "levels": list(record.levels)}
    told = {"ministry": record.ministry, "decision": record.decision, "url": record.url}
    block |= {key: text for key, text in told.items() if text}
    if record.provisional:
        block["provisional"] = True
    return block


def _plain_name(name: str) -> str:
    short = re.sub(r"^thủ tục (hành chính )?", "", name, flags=re.IGNORECASE)
    return short[:1].upper() + short[1:]


def _pieces(texts: tuple[str, ...]) -> list[str]:
    return [_unmarked(piece) for text in texts for piece in paragraphs(text)]


def _unmarked(piece: str) -> str:
    """A piece of one line stands in a list of its own: the dash of the portal's list goes."""
    return piece if "\n" in piece else _LIST_MARK.sub("", piece)


def _audiences(record: Record) -> list[str]:
    words = " ".join(record.applicants).lower()
    found = []
    if not words or any(w in words for w in ("công dân", "người")):
        found.append("citizen")
    if any(w in words for w in ("doanh nghiệp", "hợp tác xã", "tổ chức")):
        found.append("business")
    if any(w in words for w in ("cán bộ", "công chức", "viên chức", "đảng viên")):
        found.append("official")
    return found or ["citizen"]


def _summary(record: Record) -> str:
    by = f" Cơ quan giải quyết: {shortened(record.agency, 200)}." if record.agency else ""
    return f"Lĩnh vực {record.field[:1].lower()}{record.field[1:]}.{by}".replace("..", ".")


def _results(record: Record) -> list[dict[str, Any]]:
    """Each result with boxes for the officer's words; codes the portal writes otherwise are put in our form."""
    found: dict[str, dict[str, Any]] = {}
    for name, code in record.results:
        key = _result_code(code, name)
        if name and key not in found:
            found[key] = _result(key, shortened(name, 300))
    if not found:
        found["KQ.000000"] = _result("KQ.000000", "Kết quả giải quyết thủ tục hành chính")
    return list(found.values())


def _result_code(code: str, name: str) -> str:
    if _RESULT_CODE.match(code):
        return code
    tidy = re.sub(r"[^A-Z0-9]+", ".", one_line(code).upper()).strip(".")
    if not tidy:
        tidy = f"{sum(ord(sign) * (at + 1) for at, sign in enumerate(fold(name))) % 1_000_000:06d}"
    return f"KQ.{tidy.removeprefix('KQ.')[:30].rstrip('.')}"


def _result(code: str, name: str) -> dict[str, Any]:
    return {
        "code": code,
        "name": name,
        "template": defaults.TEMPLATE,
        "fields": [
            {"id": "title", "label": "Về việc", "type": "text", "required": True},
            {"id": "holder", "label": "Cấp cho", "type": "text", "from": "requester_name", "required": True},
            {"id": "contents", "label": "Nội dung kết quả", "type": "textarea", "required": True,
             "help": "Ghi đủ như trên kết quả giấy; mỗi dòng một mục."},
        ],
    }  # fmt: skip


def _legal_basis(record: Record) -> list[dict[str, str]]:
    """Each text with its title, where the portal's run of titles and numbers still shows it."""
    found, rest = [], record.legal_raw.replace("\n", " ")
    for code in record.legal_codes:
        title, met, after = rest.partition(code)
        rest = after if met else rest
        found.append({"number": shortened(code, 300), "title": _title(title if met else "", code)})
    if not found:
        number = record.decision or "Không ghi số"
        found = [{"number": shortened(number, 300), "title": "Quyết định công bố thủ tục hành chính"}]
    return found


def _title(text: str, code: str) -> str:
    title = one_line(text).strip(" -–:;,.")
    return shortened(title, 280) if len(title) > 3 else f"Văn bản số {shortened(code, 250)}"
