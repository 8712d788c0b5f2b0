"""`ExchangePortal`: dossiers handed in at the national portal, and what becomes of them told to it."""

import threading
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.casework.synchronisation.ports import DossierReport, PortalDossier, PortalFile, ProgressReport
from motcua.integrations.national_portal.answers import Verdict, error_code, verdict_of
from motcua.integrations.national_portal.errors import (
    AccountRefused,
    PortalSaidNo,
    PortalSilent,
    PortalUnclear,
)
from motcua.integrations.national_portal.mapping import ExchangeMapping, default_mapping
from motcua.integrations.national_portal.records import moment_text, read_record
from motcua.integrations.national_portal.settings import PortalSettings
from motcua.integrations.national_portal.transport import Transport

# The portal takes no more of these letters.
_LONGEST_OFFICER = 50


class ExchangePortal:
    """Speaks with the portal through the data exchange; fulfils `NationalPortal`. One instance serves all threads."""

    def __init__(self, settings: PortalSettings, *, mapping: ExchangeMapping | None = None) -> None:
        self._settings = settings
        self._mapping = mapping or default_mapping()
        self._transport = Transport(settings)
        self._lock = threading.Lock()
        self._session = ""

    def serves(self, unit: str) -> bool:
        """Tell whether the agency is among those that are connected."""
        return not self._settings.units or unit in self._settings.units

    def new_dossiers(self, unit: str, since: datetime) -> tuple[PortalDossier, ...]:
        """Ask for what was handed in since a moment; a silent portal is asked once more."""
        body = {self._mapping.list_since: moment_text(since)}
        try:
            answer = self._call("list", unit, body)
        except PortalSilent:
            answer = self._call("list", unit, body)
        self._require_done(answer)
        listed: Any = next(
            (answer[name] for name in self._mapping.list_at if answer.get(name) is not None), []
        )
        if not isinstance(listed, list):
            raise PortalUnclear("list")
        return tuple(self.read(one if isinstance(one, dict) else {"": one}) for one in listed)

    def read(self, told: Mapping[str, Any]) -> PortalDossier:
        """Read a record by the mapping."""
        return read_record(told, self._mapping)

    def fetch(self, file: PortalFile) -> bytes:
        """Fetch a file from the configured host."""
        return self._transport.fetch(file.reference)

    def report_dossier(self, report: DossierReport) -> None:
        """Tell how a dossier stands; where it is there already it is told again as an update."""
        said = {
            **report.facts,
            **{name: moment_text(at) for name, at in report.moments.items()},
            "dossier_code": report.dossier_code,
            "procedure_code": report.procedure_code,
            "state": str(report.state),
            "received_at": moment_text(report.received_at),
            "due_at": moment_text(report.due_at),
        }
        record = {**self._mapping.dossier_always, **_named(said, self._mapping.dossier)}
        answer: Mapping[str, Any] = {}
        for updating in ("False", "True"):
            answer = self._call("dossier", report.unit, {"isUpdating": updating, "data": [record]})
            if verdict_of(answer, self._mapping) is not Verdict.EXISTS:
                break
        self._require_done(answer)

    def report_progress(self, report: ProgressReport) -> None:
        """Tell one step; one that the portal has already is told."""
        said = {
            "dossier_code": report.dossier_code,
            "officer": report.officer[:_LONGEST_OFFICER],
            "position": report.position,
            "unit": report.unit,
            "at": moment_text(report.at),
            "note": report.note,
            "state": str(report.state),
        }
        answer = self._call("progress", report.unit_code, {"data": [_named(said, self._mapping.progress)]})
        if verdict_of(answer, self._mapping) is not Verdict.EXISTS:
            self._require_done(answer)

    def _call(self, service: str, unit: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Call a service; a session that is over is begun anew once."""
        envelope = {"service": self._mapping.services[service], "madonvi": unit, **body}
        session = self._session or self._log_in("")
        answer = self._transport.post(self._mapping.call_path, {"session": session, **envelope})
        if verdict_of(answer, self._mapping) is Verdict.SESSION_OVER:
            session = self._log_in(session)
            answer = self._transport.post(self._mapping.call_path, {"session": session, **envelope})
        return answer

    def _log_in(self, over: str) -> str:
        """Begin a session, or return the one that another thread began after `over`."""
        with self._lock:
            if self._session != over:
                return self._session
            account = {"username": self._settings.username, "password": self._settings.password}
            answer = self._transport.post(self._mapping.login_path, account)
            session = answer.get("session")
            if not isinstance(session, str) or not session:
                raise AccountRefused
            self._session = session
            return session

    def _require_done(self, answer: Mapping[str, Any]) -> None:
        verdict = verdict_of(answer, self._mapping)
        if verdict is not Verdict.DONE:
            # A code is at most a few signs; anything longer is not repeated.
            raise PortalSaidNo(error_code(answer, self._mapping)[:10])


def _named(said: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """Return what is said under the exchange's names; what is empty is left out."""
    return {names[key]: value for key, value in said.items() if value}
