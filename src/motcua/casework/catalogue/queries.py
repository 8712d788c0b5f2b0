"""Reads of the catalogue. A version never changes, so each process keeps those it has seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from datetime import time as clock_time
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.db.models.fields.json import KeyTextTransform, KeyTransform

from motcua.blocks.forms import api as forms
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue.in_force import forget_versions, standing_on
from motcua.casework.catalogue.law import forget_law
from motcua.casework.catalogue.models import FeeOverride as FeeOverrideRow
from motcua.casework.catalogue.models import Procedure, ProcedureVersion
from motcua.casework.catalogue.models import TermOverride as TermOverrideRow
from motcua.casework.catalogue.rules import process as process_rules
from motcua.casework.catalogue.rules.building import build_content, build_process
from motcua.casework.catalogue.rules.content import CHANNELS, ProcedureContent, ProcessDefinition, Term
from motcua.casework.catalogue.rules.fees import FeeLine, FeeOverride, fees_due
from motcua.casework.catalogue.rules.search import SearchEntry, SearchIndex, TextPart
from motcua.kernel import tenancy
from motcua.kernel.cache import Cache
from motcua.kernel.errors import NotFound

# How much a hit counts that only another office handles.
_ELSEWHERE_SHARE = 0.8


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
        row.id, row.number, build_content(row.content), forms.build_form(row.form), build_process(row.process),
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


def term_of(
    version_id: UUID, channel: str, commune_id: int | None = None, on: date | None = None
) -> organisation.Term:
    """Return the term of a channel; a channel without its own has the counter's, or the only one.

    With a commune and a day, the term the commune promises then, where it promises a shorter one.
    """
    content = content_of(version_id)
    term = term_told(content, channel)
    if commune_id is not None and on is not None:
        term = local_terms(content.code, commune_id, on).get(channel, term)
    cutoff = clock_time.fromisoformat(term.cutoff) if term.cutoff else None
    return organisation.Term(term.value, organisation.TermUnit(term.unit), cutoff)


def term_told(content: ProcedureContent, channel: str) -> Term:
    """Return the term the procedure itself tells for a channel."""
    terms = content.terms
    return terms.get(channel) or terms.get("counter") or next(iter(terms.values()))


def local_terms(code: str, commune_id: int, on: date) -> dict[str, Term]:
    """Return the terms a commune promises of its own on a day, by channel; a later decision wins."""
    found: dict[str, Term] = {}
    for row in _own_terms(commune_id).get(code, ()):
        if row.valid_from <= on and (row.valid_to is None or row.valid_to >= on):
            term = Term(row.value, row.unit, row.cutoff)
            found |= dict.fromkeys([row.channel] if row.channel else CHANNELS, term)
    return found


_terms: Cache[int, dict[str, list[TermOverrideRow]]] = Cache()


def _own_terms(commune_id: int) -> dict[str, list[TermOverrideRow]]:
    """Return the few terms a commune set, by procedure."""
    known = _terms.get(commune_id)
    if known is None:
        known = {}
        with tenancy.scope(communes=[commune_id]):
            for row in TermOverrideRow.objects.filter(commune_id=commune_id).order_by("valid_from", "id"):
                known.setdefault(row.procedure_code, []).append(row)
        _terms.keep(commune_id, known)
    return known


_lists: Cache[tuple[date, int | None], "_List"] = Cache()


def forget_cached() -> None:
    """Read the list of current versions anew."""
    forget_versions()
    forget_law()
    _lists.clear()
    _terms.clear()


def _in_force(on: date, commune_id: int | None = None) -> "_List":
    """Return the procedures in force on a day; a commune without forms of its own has the common list."""
    standing = standing_on(on)
    own = standing.own.get(commune_id) if commune_id is not None else None
    key = on, commune_id if own else None
    known = _lists.get(key)
    if known is None:
        made = _List({**dict(standing.common), **own}) if own else _list_of(standing.common)
        known = _lists.keep(key, made)
    return known


@lru_cache(maxsize=2)
def _list_of(rows: tuple[tuple[str, UUID], ...]) -> "_List":
    """Return the list of these procedures: read again without a change, it is the one before."""
    return _List(dict(rows))


def current_version(code: str, on: date, commune_id: int | None = None) -> Version:
    """Return the version of a procedure in force on a day, in a commune its own; NotFound when there is none."""
    version_id = _in_force(on, commune_id).versions.get(code)
    if version_id is None:
        raise NotFound("Không tìm thấy thủ tục này, hoặc thủ tục không còn hiệu lực.")
    return get_version(version_id)


def list_current(on: date, commune_id: int | None = None) -> list[Version]:
    """Return every procedure filed here that is in force on a day, by field and name."""
    return [get_version(one.version_id) for one in list_summaries(on, commune_id) if one.filed_here]


@dataclass(frozen=True)
class Summary:
    """A procedure as a list shows it. `handled_by`: commune, police or elsewhere; `term` of the first channel."""

    version_id: UUID
    code: str
    name: str
    short_name: str
    field: str
    level: str
    handled_by: str
    audiences: tuple[str, ...]
    life_events: tuple[str, ...]
    terms: Mapping[str, Term]
    agency: str

    @property
    def filed_here(self) -> bool:
        """Whether the commune's one-stop takes it in."""
        return self.handled_by != "elsewhere"


# A version never changes, so what a list shows of it is read once by each process.
_summaries: dict[UUID, Summary] = {}
_TOLD = ("code", "name", "short_name", "field", "level", "agency")
_PARTS = ("audiences", "life_events", "terms", "record")


def list_summaries(on: date, commune_id: int | None = None) -> list[Summary]:
    """Return every procedure in force on a day as lists show it, by field and name."""
    return list(_in_force(on, commune_id).summaries.values())


class _List:
    """The version of each procedure in force, by field and name, and what is made of them when first asked for."""

    def __init__(self, versions: Mapping[str, UUID]) -> None:
        self.versions = versions

    @cached_property
    def summaries(self) -> dict[str, Summary]:
        """Each procedure as lists show it, by code."""
        unknown = [version_id for version_id in self.versions.values() if version_id not in _summaries]
        if unknown:
            texts = {f"c_{key}": KeyTextTransform(key, "content") for key in _TOLD}
            parts = {f"c_{key}": KeyTransform(key, "content") for key in _PARTS}
            rows = ProcedureVersion.objects.annotate(**texts, **parts)
            if len(unknown) < len(self.versions) // 2:
                rows = rows.filter(id__in=unknown)
            for row in rows.values("id", *texts, *parts):
                _summaries[row["id"]] = _summary(row)
        return {code: _summaries[version_id] for code, version_id in self.versions.items()}

    @cached_property
    def index(self) -> SearchIndex:
        """The search index of these procedures."""
        rows = Procedure.objects.filter(code__in=list(self.versions)).order_by("code")
        return SearchIndex(
            SearchEntry(code, tuple(TextPart(text, weight) for text, weight in parts))
            for code, parts in rows.values_list("code", "search_parts").iterator(500)
        )


def is_online(one: ProcedureContent | Summary) -> bool:
    """Tell whether a procedure can be begun on the portal."""
    return one.filed_here and one.level != "counter_only" and "online" in one.terms


def list_online(on: date) -> list[Summary]:
    """Return the procedures that can be begun on the portal on a day, by name."""
    return sorted((one for one in list_summaries(on) if is_online(one)), key=lambda one: one.name)


def _summary(row: Mapping[str, Any]) -> Summary:
    return Summary(
        version_id=row["id"],
        audiences=tuple(row["c_audiences"]),
        life_events=tuple(row["c_life_events"] or ()),
        terms={channel: Term(**term) for channel, term in row["c_terms"].items()},
        handled_by=(row["c_record"] or {}).get("handled_by", "commune"),
        **{key: row[f"c_{key}"] for key in _TOLD},
    )


def search(query: str, on: date, commune_id: int | None = None) -> list[Summary]:
    """Return the procedures in force that fit the words of a person, best first; what is filed here weighs more."""
    listed = _in_force(on, commune_id)
    # What is searched is the same in every commune, so one index serves all.
    found = [(listed.summaries[code], score) for code, score in _in_force(on).index.scored(query)]
    found.sort(key=lambda one: -one[1] * (1.0 if one[0].filed_here else _ELSEWHERE_SHARE))
    return [one for one, _ in found]


def successors(code: str, on: date) -> list[Summary]:
    """Return the procedures in force that took the place of one that ended; empty when there are none."""
    told = _in_force(on).summaries
    last = ProcedureVersion.common.filter(procedure_id=code).order_by("-number")
    replaced_by = last.values_list("replaced_by", flat=True).first() or ""
    return [told[one] for one in replaced_by.split(",") if one in told]


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
