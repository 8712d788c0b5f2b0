"""The present national portal's own JSON, put into the shape of the crawled files."""

from collections.abc import Iterator, Mapping
from typing import Any

_CHANNELS = {
    "DIRECT": ("direct",),
    "ONLINE": ("online",),
    "POSTAL": ("post",),
    "DIRECT_AND_ONLINE": ("direct", "online"),
}
_UNITS = {"WORKING_DAY": "working_day", "DAY": "day", "HOUR": "hour", "MONTH": "month", "YEAR": "month"}
_LEVELS = (("isMinistry", "ministry"), ("isProvince", "province"), ("isWard", "commune"))
_POLICE, _ADDRESS = "công an", "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/"


def is_portal_record(data: Mapping[str, Any]) -> bool:
    """Whether the record has the portal's own field names."""
    return any(
        key in data for key in ("executionMethods", "executionCases", "executionSteps", "codeNotation")
    )


def from_portal(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same facts under the names of the crawled files; what has another type is left for the reader to refuse."""
    agency = ", ".join(_named(data.get("departmentsExecuting")))
    levels = [level for flag, level in _LEVELS if data.get(flag)]
    return {
        "code": data.get("code"),
        "name": data.get("name"),
        "field": ", ".join(_named(data.get("categoriesDetails"))),
        "levels": levels,
        "desk": "police" if _POLICE in agency.lower() else "ubnd",
        "decision": data.get("decisionNo"),
        "agency": agency,
        "methods": list(_methods(data.get("executionMethods"))),
        "dossier": [_case(one) for one in _objects(data.get("executionCases"))],
        "steps": [_step(one) for one in _objects(data.get("executionSteps"))],
        "conditions": data.get("requirementsAndConditions"),
        "results": [{"name": name, "code": ""} for name in _named(data.get("resultsDetails"))],
        "legal_codes": [str(one.get("code") or "") for one in _objects(data.get("legalBasisesDetails"))],
        "legal_raw": "".join(
            f"{one.get('name') or ''}{one.get('code') or ''}"
            for one in _objects(data.get("legalBasisesDetails"))
        ),
        "source_url": f"{_ADDRESS}{data['id']}" if isinstance(data.get("id"), str) else "",
        "applicants": list(data.get("applicants") or ()),
    }


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    return (one for one in value if isinstance(one, Mapping)) if isinstance(value, list) else iter(())


def _named(value: Any) -> list[str]:
    return [str(one["name"]) for one in _objects(value) if one.get("name")]


def _step(one: Mapping[str, Any]) -> str:
    return "\n".join(str(one[key]) for key in ("name", "description") if one.get(key))


def _methods(value: Any) -> Iterator[dict[str, Any]]:
    for one in _objects(value):
        unit, time = str(one.get("processingTimeUnit") or ""), one.get("processingTime")
        if unit == "YEAR" and isinstance(time, int | float):
            time *= 12
        fees = [
            {
                "amount": fee.get("value"),
                "currency": fee.get("currencyName") or "VND",
                "note": fee.get("description"),
            }
            for fee in _objects(one.get("fees"))
        ]
        for channel in _CHANNELS.get(str(one.get("submissionMethod")), (str(one.get("submissionMethod")),)):
            yield {"channel": channel, "time_value": time, "time_unit": _UNITS.get(unit, "unspecified"), "fees": fees,
                   "note": one.get("description")}  # fmt: skip


def _case(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "case": one.get("name"),
        "items": [
            {
                "name": " ".join(str(part[key]) for key in ("name", "description") if part.get(key)),
                "original": part.get("originalQty"),
                "copy": part.get("copyQty"),
                "form": _first_file(part.get("attachments")),
            }
            for part in _objects(one.get("profileComponents"))
        ],
    }  # fmt: skip


def _first_file(value: Any) -> str:
    return next((str(file["fileName"]) for file in _objects(value) if file.get("fileName")), "")
