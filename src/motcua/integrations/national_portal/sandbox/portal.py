"""What the portal holds: dossiers with their files, sessions, reports, armed faults, a ledger. Kept in its folder."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.integrations.commanded import Commanded
from motcua.kernel import clock

KNOWN = (
    *(
        "session_over",
        "twice",
        "reordered",
        "missing_number",
        "missing_code",
        "unknown_procedure",
        "wrong_date",
    ),
    *("file_404", "file_large", "file_not_pdf", "file_foreign", "file_redirect", "not_an_object"),
    *("500", "delay", "text_only", "text_refused", "dropped"),
)
"""`delay` answers `seconds` late; `dropped`: the report is kept and the answer is a 500; the rest spoils what is listed
or how it is answered."""


@dataclass
class Portal(Commanded):
    """Everything one process holds. `folder`: where it is kept between two starts."""

    KNOWN = KNOWN

    origin: str
    folder: Path
    username: str
    password: str
    dossiers: list[dict[str, Any]] = field(default_factory=list)
    reports: list[dict[str, Any]] = field(default_factory=list)
    sessions: set[str] = field(default_factory=set)
    units: list[str] = field(default_factory=list)

    def load(self) -> None:
        """Take up what an earlier process kept."""
        (self.folder / "files").mkdir(parents=True, exist_ok=True)
        kept = self.folder / "portal.json"
        if kept.exists():
            held = json.loads(kept.read_text(encoding="utf-8"))
            self.dossiers, self.reports, self.units = held["dossiers"], held["reports"], held["units"]

    def keep(self) -> None:
        """Write everything down; the caller holds the lock."""
        held = {"dossiers": self.dossiers, "reports": self.reports, "units": self.units}
        whole = self.folder / "portal.json.new"
        whole.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
        whole.replace(self.folder / "portal.json")

    def hand_in(self, unit: str, record: dict[str, Any]) -> dict[str, Any]:
        """Put a dossier; the portal gives code and time where the record has none."""
        now = clock.local(clock.now())
        with self.lock:
            today = f"{unit}-{now:%y%m%d}-"
            count = sum(one["record"].get("MaHoSo", "").startswith(today) for one in self.dossiers)
            record = {"MaHoSo": f"{today}{count + 1:04d}", "NgayNopHoSo": f"{now:%Y%m%d%H%M%S}", **record}
            self.dossiers.append({"unit": unit, "record": record})
            self.keep()
        return record

    def keep_file(self, content: bytes) -> str:
        """Keep an attachment and return its path."""
        name = secrets.token_urlsafe(12)
        (self.folder / "files" / name).write_bytes(content)
        return f"/tep/{name}"

    def file(self, name: str) -> bytes | None:
        """Return an attachment, or None."""
        kept = self.folder / "files" / name
        return kept.read_bytes() if kept.parent == self.folder / "files" and kept.is_file() else None

    def listed(self, unit: str, since: str) -> list[Any]:
        """Return the records of a unit since a time yyyyMMddHHmmss, spoilt by the armed faults."""
        with self.lock:
            if unit not in self.units:
                self.units.append(unit)
                self.keep()
            records: list[Any] = [
                dict(one["record"])
                for one in self.dossiers
                if one["unit"] == unit and one["record"].get("NgayNopHoSo", "") >= since
            ]
        return self._spoilt(records)

    def _spoilt(self, records: list[Any]) -> list[Any]:
        if self.take("reordered") is not None:
            records.reverse()
        if self.take("twice") is not None:
            records = records + records
        changes: dict[str, dict[str, Any]] = {
            "missing_number": {"SoGiayToChuHoSo": "", "DinhDanhCHS": []},
            "missing_code": {"MaHoSo": ""},
            "unknown_procedure": {"MaTTHC": "9.999999.000.00.00.H48"},
            "wrong_date": {"NgayNopHoSo": "20261345256199"},
            "file_foreign": {"TaiLieuNop": [{"DuongDanTaiTepTin": "http://169.254.169.254/khoa"}]},
        }
        for name, change in changes.items():
            if records and self.take(name) is not None:
                records[0] = {**records[0], **change}
        if self.take("not_an_object") is not None:
            records.insert(0, "H48")
        return records

    def report(self, service: str, unit: str, row: dict[str, Any], at: datetime) -> None:
        """Keep what a commune reported."""
        with self.lock:
            told = f"{clock.local(at):%H:%M %d/%m/%Y}"
            self.reports.append({"service": service, "unit": unit, "row": row, "at": told})
            self.keep()

    def knows(self, code: str) -> bool:
        """Tell whether a dossier of this code is here: handed in, or reported before."""
        return any(one["record"].get("MaHoSo") == code for one in self.dossiers) or any(
            one["service"] == "DongBoHoSoMC" and one["row"].get("MaHoSo") == code for one in self.reports
        )
