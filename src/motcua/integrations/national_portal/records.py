"""From a record of the portal to a `PortalDossier`, by the mapping. Pure; what is told may be malformed."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.casework.synchronisation.ports import PortalDossier, PortalFile
from motcua.integrations.national_portal.mapping import ExchangeMapping
from motcua.kernel import clock

MOMENT = "%Y%m%d%H%M%S"
LONGEST = {"code": 60, "procedure_code": 60, "owner_name": 120, "phone": 20, "email": 120, "address": 400}
_LONGEST_FILE = 200
_LONGEST_COMPONENT = 60
_MOST_FILES = 50
_YEARS = range(2000, 2200)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


def read_record(told: Mapping[str, Any], mapping: ExchangeMapping) -> PortalDossier:
    """Return what a record says, and the names of what it says in a way that cannot be read."""
    texts = {name: _first(told, names) for name, names in mapping.record.items()}
    unreadable = [name for name, most in LONGEST.items() if len(texts[name]) > most]
    texts |= dict.fromkeys(unreadable, "")
    moment = texts.pop("submitted_at")
    at = moment_of(moment)
    files, whole = _files(told, mapping, texts["procedure_code"])
    if moment and at is None:
        unreadable.append("submitted_at")
    if not whole:
        unreadable.append("files")
    texts["citizen_id"] = texts["citizen_id"].replace(" ", "") or _identity(told, mapping)
    return PortalDossier(
        **texts, submitted_at=at, files=files, told=told, unreadable=tuple(sorted(unreadable))
    )


def moment_of(text: str) -> datetime | None:
    """Return the moment of a time yyyyMMddHHmmss on the clock of Vietnam, or None."""
    if not re.fullmatch(r"[0-9]{14}", text):
        return None
    try:
        at = datetime.strptime(text, MOMENT).replace(tzinfo=clock.VIETNAM)
    except ValueError:
        return None
    return at if at.year in _YEARS else None


def moment_text(at: datetime | None) -> str:
    """Return a moment as yyyyMMddHHmmss on the clock of Vietnam, "" for None."""
    return clock.local(at).strftime(MOMENT) if at else ""


def _first(told: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((text for text in (_text(told.get(name)) for name in names) if text), "")


def _text(value: Any) -> str:
    """Return NFC text on one line without signs that are not seen; "" for what is no text."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return " ".join(_UNSEEN.sub(" ", unicodedata.normalize("NFC", str(value))).split())


def _identity(told: Mapping[str, Any], mapping: ExchangeMapping) -> str:
    names = mapping.identities
    for one in _objects(told.get(names["at"])):
        if _text(one.get(names["kind"])) == names["twelve_digits"]:
            return _text(one.get(names["number"])).replace(" ", "")
    return ""


def _files(
    told: Mapping[str, Any], mapping: ExchangeMapping, procedure_code: str
) -> tuple[tuple[PortalFile, ...], bool]:
    """Return the files, and whether each could be read."""
    names, listed = mapping.files, told.get(mapping.files["at"]) or []
    if not isinstance(listed, list) or len(listed) > _MOST_FILES:
        return (), False
    rows = [one for one in _objects(listed) if _text(one.get(names["deleted"])) not in ("1", "True", "true")]
    known = mapping.components.get(".".join(procedure_code.split(".")[:2]), {})
    files = tuple(
        PortalFile(
            reference=_text(one.get(names["reference"])),
            name=_text(one.get(names["name"]))[:_LONGEST_FILE],
            component=_component(_text(one.get(names["component"])), known),
        )
        for one in rows
    )
    return files, all(one.reference for one in files) and len(_objects(listed)) == len(listed)


def _component(code: str, known: Mapping[str, str]) -> str:
    return known.get(code, code)[:_LONGEST_COMPONENT]


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
