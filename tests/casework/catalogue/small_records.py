"""Made-up records in the two shapes of the national portal."""

import json
from pathlib import Path
from typing import Any


def record(code: str | None = "9.000001", **changes: Any) -> dict[str, Any]:
    """A record as a crawl of the portal writes it."""
    return {
        "code": code,
        "name": "Thủ tục xác nhận nguồn gốc cây trồng",
        "field": "Trồng trọt",
        "ministry": "Bộ Thử nghiệm",
        "levels": ["commune"],
        "decision": "01/QĐ-TN",
        "applicants": ["Công dân Việt Nam", "Hợp tác xã"],
        "agency": "Ủy ban nhân dân cấp xã",
        "methods": [
            {"channel": "online", "time_value": 3, "time_unit": "working_day", "note": "",
             "fees": [{"amount": 20000, "currency": "VND", "note": "20.000 đồng/lần"}]},
            {"channel": "direct", "time_value": 5, "time_unit": "working_day", "note": "",
             "fees": [{"amount": 20000, "currency": "VND", "note": "20.000 đồng/lần"}]},
        ],
        "dossier": [
            {"case": None, "items": [
                {"name": "Đơn đề nghị xác nhận", "original": 1, "copy": 0, "form": "mau01.doc"},
                {"name": "Giấy khai sinh của chủ vườn (nếu có)", "original": 0, "copy": 1, "form": None},
                {"name": "Lưu ý: nộp một bộ", "original": 0, "copy": 0, "form": None},
            ]},
        ],
        "steps": ["Bước 1: Nộp đơn.", "Bước 2: Nhận kết quả."],
        "conditions": "Cây trồng trong xã.",
        "results": [{"name": "Giấy xác nhận", "code": "KQ.G99.000001"}],
        "legal_codes": ["12/2024/QH15"],
        "legal_raw": "Luật Trồng trọt12/2024/QH15",
        "source_url": "https://example.vn/1",
        "quality": "portal-crawl",
        "desk": "ubnd",
        **changes,
    }  # fmt: skip


def two_cases() -> list[dict[str, Any]]:
    """A dossier with two cases to choose from and one paper that both need."""
    same = {"name": "Tờ khai chung", "original": 1, "copy": 0, "form": None}
    return [
        {
            "case": "Trồng lần đầu:",
            "items": [same, {"name": "Ảnh khu đất", "original": 1, "copy": 0, "form": None}],
        },
        {"case": "Trồng lại", "items": [same, {"name": "Giấy cũ", "original": 0, "copy": 1, "form": None}]},
    ]


def portal_record(code: str = "9.000002") -> dict[str, Any]:
    """A record as the present portal answers."""
    return {
        "id": "01-uuid",
        "code": code,
        "codeNotation": code,
        "name": "Xác nhận giống vật nuôi",
        "isWard": True,
        "decisionNo": "02/QĐ-TN",
        "categoriesDetails": [{"name": "Chăn nuôi"}],
        "departmentsExecuting": [{"name": "Ủy ban nhân dân cấp xã"}],
        "requirementsAndConditions": "<p>Nuôi trong xã &amp; có chuồng<script>alert(1)</script></p>",
        "resultsDetails": [{"name": "Giấy xác nhận giống"}],
        "legalBasisesDetails": [{"code": "13/2024/QH15", "name": "Luật Chăn nuôi"}],
        "executionSteps": [{"name": "Bước 1", "description": "<ul><li>Nộp đơn</li><li>Chờ</li></ul>"}],
        "executionMethods": [
            {"submissionMethod": "DIRECT_AND_ONLINE", "processingTime": 2, "processingTimeUnit": "DAY",
             "fees": [{"value": 0, "currencyName": "VND", "description": "Không thu"}], "description": None},
        ],
        "executionCases": [
            {"name": None, "profileComponents": [
                {"code": "a", "name": "Đơn xác nhận", "required": True, "originalQty": 1, "copyQty": 0,
                 "attachments": [{"id": "f", "fileName": "don.docx"}]},
            ]},
        ],
    }  # fmt: skip


def write(path: Path, *records: Any) -> Path:
    """Write the records as a file."""
    path.write_text(json.dumps(list(records), ensure_ascii=False), encoding="utf-8")
    return path
