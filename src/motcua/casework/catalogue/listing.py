"""Reads of what is in force on a day: found by code or by words, and told in lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.db.models.fields.json import KeyTextTransform, KeyTransform

from motcua.casework.catalogue.in_force import forget_versions, standing_on
from motcua.casework.catalogue.law import forget_law
from motcua.casework.catalogue.models import Procedure, ProcedureVersion
from motcua.casework.catalogue.rules.building import build_content
from motcua.casework.catalogue.rules.content import ProcedureContent, Term
from motcua.casework.catalogue.rules.search import SearchEntry, SearchIndex, TextPart
from motcua.casework.catalogue.terms import forget_terms
from motcua.casework.catalogue.versions import Version, get_version
from motcua.kernel.cache import Cache
from motcua.kernel.errors import NotFound

# How much a hit counts that only another office handles.
_ELSEWHERE_SHARE = 0.8

_lists: Cache[tuple[date, int | None], "_List"] = Cache()


def forget_cached() -> None:
    """Read the list of current versions anew."""
    forget_versions()
    forget_law()
    forget_terms()
    _lists.clear()


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


@dataclass(frozen=True)
class Current:
    """What a procedure in force says. `id`: its version."""

    id: UUID
    content: ProcedureContent


def current_version(code: str, on: date, commune_id: int | None = None) -> Version:
    """Return the version of a procedure in force on a day, in a commune its own; NotFound when there is none."""
    version_id = _in_force(on, commune_id).versions.get(code)
    if version_id is None:
        raise NotFound("Không tìm thấy thủ tục này, hoặc thủ tục không còn hiệu lực.")
    return get_version(version_id)


def list_current(on: date, commune_id: int | None = None) -> list[Current]:
    """Return what every procedure filed here says on a day, by field and name; one statement for all.

    It is read anew each time: so many contents would fill the memory of a process.
    """
    wanted = [one.version_id for one in list_summaries(on, commune_id) if one.filed_here]
    found = dict(ProcedureVersion.objects.filter(id__in=wanted).values_list("id", "content"))
    return [Current(version_id, build_content(found[version_id])) for version_id in wanted]


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
    def legal_basis(self) -> Mapping[str, tuple[str, tuple[str, ...]]]:
        """The title of each legal text that procedures filed here stand on, and their codes, by its number."""
        here = [one.version_id for one in self.summaries.values() if one.filed_here]
        rows = ProcedureVersion.objects.filter(id__in=here).order_by("procedure__field", "procedure__name")
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        for code, texts in rows.values_list("procedure_id", "content__legal_basis"):
            for text in texts:
                title, codes = found.get(text["number"], (text["title"], ()))
                found[text["number"]] = title, (*codes, code)
        return found

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


def legal_basis_of(on: date, commune_id: int | None = None) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Return title and procedures of each legal text that procedures filed here stand on, by its number."""
    return _in_force(on, commune_id).legal_basis
