"""Reads of the catalogue. A version never changes, so each process keeps those it has seen."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from datetime import time as clock_time
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q

from motcua.blocks.forms import api as forms
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue.models import FeeOverride as FeeOverrideRow
from motcua.casework.catalogue.models import Procedure, ProcedureVersion
from motcua.casework.catalogue.rules import process as process_rules
from motcua.casework.catalogue.rules.building import build_content, build_process
from motcua.casework.catalogue.rules.content import CHANNELS, ProcedureContent, ProcessDefinition
from motcua.casework.catalogue.rules.fees import FeeLine, FeeOverride, fees_due
from motcua.casework.catalogue.rules.search import SearchEntry, SearchIndex, TextPart
from motcua.kernel import tenancy
from motcua.kernel.errors import NotFound

_FRESH_SECONDS = 10.0


@dataclass(frozen=True)
class Version:
    """A version of a procedure, ready to use. `templates` holds the text of each result's template,
    and under DECLARATION that of the declaration's official layout where there is one."""

    id: UUID
    number: int
    content: ProcedureContent
    form: forms.FormDefinition
    process: ProcessDefinition
    templates: Mapping[str, str]


@lru_cache(maxsize=512)
def get_version(version_id: UUID) -> Version:
    """Return a version by its id; NotFound when there is none."""
    row = ProcedureVersion.objects.filter(id=version_id).first()
    if row is None:
        raise NotFound("Không tìm thấy thủ tục này.")
    return Version(
        row.id, row.number, build_content(row.content), forms.load(row.form), build_process(row.process),
        row.templates,
    )  # fmt: skip


def content_of(version_id: UUID) -> ProcedureContent:
    """Return what the procedure says in this version."""
    return get_version(version_id).content


def process_of(version_id: UUID) -> ProcessDefinition:
    """Return the process of this version."""
    return get_version(version_id).process


@lru_cache(maxsize=512)
def _offsets(version_id: UUID, minutes: int) -> dict[str, int]:
    return process_rules.due_offsets(process_of(version_id), minutes)


def step_offsets(version_id: UUID, minutes: int) -> dict[str, int]:
    """Return when each step is due, in working minutes after acceptance, for a term of `minutes`."""
    return _offsets(version_id, minutes)


def turns_of(version_id: UUID, answers: Mapping[str, Any], on: date) -> dict[str, str]:
    """Return the step that follows, by the step at which these answers leave the plain way."""
    version = get_version(version_id)
    return process_rules.turns_of(version.process, version.form, answers, on)


def term_of(version_id: UUID, channel: str) -> organisation.Term:
    """Return the term of a channel; a channel without its own has the counter's, or the only one."""
    terms = content_of(version_id).terms
    term = terms.get(channel) or terms.get("counter") or next(iter(terms.values()))
    cutoff = clock_time.fromisoformat(term.cutoff) if term.cutoff else None
    return organisation.Term(term.value, organisation.TermUnit(term.unit), cutoff)


_current: tuple[float, date, dict[str, UUID]] = (0.0, date.min, {})


def forget_cached() -> None:
    """Read the list of current versions anew."""
    global _current
    _current = (0.0, date.min, {})
    _index.cache_clear()


def _in_force(on: date) -> dict[str, UUID]:
    """Return the current version of each procedure, in the order of field and name; kept for seconds."""
    global _current
    read_at, day, versions = _current
    if day != on or time.monotonic() - read_at > _FRESH_SECONDS:
        rows = ProcedureVersion.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on
        ).order_by("procedure__field", "procedure__name", "number")
        versions = {row[0]: row[1] for row in rows.values_list("procedure_id", "id")}
        _current = (time.monotonic(), on, versions)
    return versions


def current_version(code: str, on: date) -> Version:
    """Return the version of a procedure in force on a day; NotFound when there is none."""
    version_id = _in_force(on).get(code)
    if version_id is None:
        raise NotFound("Không tìm thấy thủ tục này, hoặc thủ tục không còn hiệu lực.")
    return get_version(version_id)


def list_current(on: date) -> list[Version]:
    """Return every procedure in force on a day, by field and name."""
    return [get_version(version_id) for version_id in _in_force(on).values()]


@lru_cache(maxsize=2)
def _index(codes: tuple[str, ...]) -> SearchIndex:
    rows = Procedure.objects.filter(code__in=codes).order_by("code")
    return SearchIndex(
        SearchEntry(row.code, tuple(TextPart(text, weight) for text, weight in row.search_parts))
        for row in rows
    )


def search(query: str, on: date) -> list[Version]:
    """Return the procedures in force that fit the words of a person, best first."""
    versions = _in_force(on)
    found = _index(tuple(sorted(versions))).rank(query)
    return [get_version(versions[code]) for code in found]


def fees_of(
    version: Version, commune_id: int, channel: str, on: date, answers: Mapping[str, Any] | None = None
) -> list[FeeLine]:
    """Return the fees of a procedure in a commune by channel and day, local resolutions included."""
    overrides = _local_fees(commune_id, procedure_code=version.content.code)
    return fees_due(version.content, channel, on, answers=answers, overrides=overrides)


def list_fees(versions: Sequence[Version], commune_id: int, on: date) -> list[dict[str, list[FeeLine]]]:
    """Return the fees of many procedures, each by the channels it takes; one statement for all."""
    overrides = _local_fees(commune_id)
    by_code: dict[str, list[FeeOverride]] = {}
    for one in overrides:
        by_code.setdefault(one.procedure, []).append(one)
    return [
        {
            channel: fees_due(version.content, channel, on, overrides=by_code.get(version.content.code, ()))
            for channel in CHANNELS
            if channel in version.content.terms
        }
        for version in versions
    ]


def _local_fees(commune_id: int, **only: str) -> list[FeeOverride]:
    with tenancy.scope(communes=[commune_id]):
        rows = FeeOverrideRow.objects.filter(commune_id=commune_id, **only)
        return [
            FeeOverride(
                procedure=r.procedure_code,
                fee=r.fee_code,
                channels=(r.channel,) if r.channel else CHANNELS,
                amount=r.amount,
                valid_from=r.valid_from,
                valid_to=r.valid_to,
                basis=r.basis,
            )
            for r in rows
        ]
