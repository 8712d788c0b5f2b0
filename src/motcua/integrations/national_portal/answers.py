"""What an answer of the exchange means: by its code, and by its words where it has none. Pure."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from motcua.integrations.national_portal.mapping import ExchangeMapping
from motcua.kernel import vietnamese


class Verdict(Enum):
    """Done; the dossier is there already; the session is over; refused."""

    DONE = "done"
    EXISTS = "exists"
    SESSION_OVER = "session"
    REFUSED = "refused"


def error_code(answer: Mapping[str, Any], mapping: ExchangeMapping) -> str:
    """Return the error code of an answer as text, "" when it has none."""
    return _first(answer, mapping.answers["code"])


def verdict_of(answer: Mapping[str, Any], mapping: ExchangeMapping) -> Verdict:
    """Return what an answer means. Words decide where there is no code, and what a doubtful code means."""
    known, code = mapping.answers, error_code(answer, mapping)
    words = vietnamese.fold(_first(answer, known["text"]))
    if code in known["done_codes"]:
        return Verdict.DONE
    if code in ("", *known["exists_codes"]) and _says(words, known["exists_words"]):
        return Verdict.EXISTS
    if code in known["session_codes"] or _says(words, known["session_words"]):
        return Verdict.SESSION_OVER
    if code or _says(words, known["not_done_words"]) or not _says(words, known["done_words"]):
        return Verdict.REFUSED
    return Verdict.DONE


def _says(words: str, wanted: tuple[str, ...]) -> bool:
    return any(one in words for one in wanted)


def _first(answer: Mapping[str, Any], names: tuple[str, ...]) -> str:
    found = (answer[name] for name in names if answer.get(name) not in (None, ""))
    value = next(found, "")
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
