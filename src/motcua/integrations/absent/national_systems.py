"""National registers, the personal document store and the national portal: not connected."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NoReturn

from motcua.blocks.documents.ports import StoredDocument
from motcua.blocks.registries.ports import (
    CivilStatusEntry,
    CivilStatusRegistration,
    LookupReason,
    PersonQuery,
    RegisteredPerson,
)
from motcua.casework.synchronisation.ports import DossierReport, PortalDossier, PortalFile, ProgressReport
from motcua.kernel.errors import NotAvailable


class AbsentPopulationRegister:
    """Fulfils `PopulationRegister`."""

    def look_up(self, query: PersonQuery, reason: LookupReason) -> RegisteredPerson | None:
        """Refuse."""
        raise NotAvailable(
            "Chưa tra cứu được Cơ sở dữ liệu quốc gia về dân cư. "
            "Cán bộ đối chiếu với căn cước hoặc giấy tờ người dân mang theo."
        )


class AbsentCivilStatusRegister:
    """Fulfils `CivilStatusRegister`."""

    def register(self, entry: CivilStatusEntry) -> CivilStatusRegistration:
        """Refuse."""
        raise NotAvailable(
            "Chưa kết nối phần mềm hộ tịch của Bộ Tư pháp. "
            "Cán bộ tư pháp - hộ tịch ghi vào sổ và nhập trên phần mềm hộ tịch như hiện nay."
        )


class AbsentPersonalDocumentStore:
    """Fulfils `PersonalDocumentStore`."""

    def list_documents(self, citizen_id: str, result_codes: tuple[str, ...]) -> tuple[StoredDocument, ...]:
        """Refuse."""
        self._refuse()

    def fetch(self, citizen_id: str, reference: str) -> bytes:
        """Refuse."""
        self._refuse()

    def deposit(self, citizen_id: str, document: StoredDocument, content: bytes) -> None:
        """Refuse."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise NotAvailable(
            "Chưa lấy được giấy tờ từ kho dữ liệu cá nhân. Ông/bà chụp ảnh giấy tờ rồi tải lên, "
            "hoặc mang bản giấy đến quầy Một cửa."
        )


class AbsentNationalPortal:
    """Fulfils `NationalPortal`."""

    def serves(self, unit: str) -> bool:
        """Nobody is connected."""
        return False

    def new_dossiers(self, unit: str, since: datetime) -> tuple[PortalDossier, ...]:
        """Refuse."""
        self._refuse()

    def read(self, told: Mapping[str, Any]) -> PortalDossier:
        """Refuse."""
        self._refuse()

    def fetch(self, file: PortalFile) -> bytes:
        """Refuse."""
        self._refuse()

    def report_dossier(self, report: DossierReport) -> None:
        """Refuse."""
        self._refuse()

    def report_progress(self, report: ProgressReport) -> None:
        """Refuse."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise NotAvailable(
            "Chưa kết nối Cổng Dịch vụ công quốc gia. Hồ sơ vẫn được xử lý bình thường; "
            "xin theo dõi tiến độ trên cổng của xã."
        )
