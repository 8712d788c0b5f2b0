"""A national portal in this process: tells what it is given, and keeps what it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from motcua.casework.synchronisation.ports import (
    DossierReport,
    FileRefused,
    PortalDossier,
    PortalFile,
    ProgressReport,
)
from motcua.integrations.national_portal.errors import PortalSilent
from motcua.integrations.national_portal.mapping import default_mapping
from motcua.integrations.national_portal.records import moment_text, read_record
from motcua.kernel import tenancy
from tests.casework.birth import photo
from tests.factories.organisation import NOW

NUMBER = "051090004521"
SENT = NOW - timedelta(hours=1)
FILE = {
    "TenTepDinhKem": "giấy chứng sinh.jpg",
    "MaThanhPhanHoSo": "giay_chung_sinh",
    "DuongDanTaiTepTin": "/tep/1",
}


def record(code: str = "H48.53.01-261123-0001", **changes: Any) -> dict[str, Any]:
    """Return a record as the portal tells it."""
    return {
        "MaHoSo": code, "MaTTHC": "1.001193.000.00.00.H48", "ChuHoSo": "Nguyễn Văn An",
        "SoGiayToChuHoSo": NUMBER, "SoDienThoai": "0905123401", "Email": "an@example.vn",
        "DiaChiChuHoSo": "Số 12 đường Phạm Kiệt, xã Ba Tô, tỉnh Quảng Ngãi",
        "NgayNopHoSo": moment_text(SENT), "TaiLieuNop": [dict(FILE)], **changes,
    }  # fmt: skip


@dataclass
class Portal:
    """Fulfils `NationalPortal`. `silent`: how many calls from now are not answered."""

    records: list[Any] = field(default_factory=list)
    files: dict[str, Any] = field(default_factory=lambda: {"/tep/1": photo()})
    connected: bool = True
    silent: int = 0
    asked: list[datetime] = field(default_factory=list)
    told: list[tuple[str, int]] = field(default_factory=list)
    reports: list[Any] = field(default_factory=list)

    def serves(self, unit: str) -> bool:
        return self.connected

    def new_dossiers(self, unit: str, since: datetime) -> tuple[PortalDossier, ...]:
        self._answer()
        self.asked.append(since)
        return tuple(self.read(one) for one in self.records)

    def read(self, told: Mapping[str, Any]) -> PortalDossier:
        return read_record(told, default_mapping())

    def fetch(self, file: PortalFile) -> bytes:
        self._answer()
        content = self.files.get(file.reference, FileRefused("file_missing", "gone"))
        if isinstance(content, Exception):
            raise content
        return bytes(content)

    def report_dossier(self, report: DossierReport) -> None:
        self._answer()
        self.reports.append(report)
        self.told.append(("dossier", report.state))

    def report_progress(self, report: ProgressReport) -> None:
        self._answer()
        self.reports.append(report)
        self.told.append(("progress", report.state))

    def _answer(self) -> None:
        # Nothing is asked of the outside inside a transaction.
        assert not tenancy.in_scope(), "the portal is called inside a scope"
        assert connection is not None
        if self.silent > 0:
            self.silent -= 1
            raise PortalSilent("no_answer")
