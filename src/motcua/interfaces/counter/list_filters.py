"""Filters of the work list: read from the address, offered in a form, told in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.workplace import api as workplace
from motcua.interfaces.counter.labels import CHANNELS
from motcua.kernel import clock
from motcua.kernel.actors import Actor

UNREAD = "tin"
_FIRST, _LAST = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True)
class Box:
    """One box of the form: its name in the address, its label, what may be chosen (none: a day), what is."""

    name: str
    label: str
    options: tuple[Mapping[str, str], ...]
    value: str

    @property
    def words(self) -> str:
        """What is chosen, as people read it."""
        if not self.options:
            return f"{date.fromisoformat(self.value):%d/%m/%Y}" if self.value else ""
        return next((one["label"] for one in self.options if one["value"] == self.value), "")


@dataclass(frozen=True)
class Chosen:
    """What an address asks to be narrowed, and the boxes that say so."""

    filters: dossiers.Filters
    boxes: tuple[Box, ...]

    @property
    def asked(self) -> dict[str, str]:
        """The boxes that are filled, as the address has them."""
        return {box.name: box.value for box in self.boxes if box.value}

    @property
    def words(self) -> list[str]:
        """What narrows the list, each in words."""
        return [f"{box.label}: {box.words}" for box in self.boxes if box.value]


def team_of(staff: Iterable[organisation.StaffInfo], unit_id: UUID | None, kind: str) -> dossiers.Team | None:
    """Return a unit as lists know it; None for whoever belongs to none."""
    if unit_id is None:
        return None
    return dossiers.Team(kind, frozenset(one.id for one in staff if one.unit_id == unit_id))


def read(
    given: Mapping[str, str],
    actor: Actor,
    now: datetime,
    staff: list[organisation.StaffInfo],
    labels: Iterable[workplace.LabelInfo],
) -> Chosen:
    """Return what the address narrows the list to; what is unknown or spoilt narrows nothing."""
    today, commune_id = clock.local_date(now), actor.home
    offered = {
        "tt": ("Thủ tục", [(s.code, s.name) for s in catalogue.list_summaries(today, commune_id) if s.filed_here]),
        "kenh": ("Kênh nộp", list(CHANNELS.items())),
        "tinh-trang": ("Trạng thái", [(str(state.value), state.label) for state in dossiers.State]),
        "don-vi": ("Đơn vị", sorted({(str(one.unit_id), one.unit_name) for one in staff}, key=lambda u: u[1])),
        "giu": ("Người giữ", [(str(one.id), one.full_name) for one in staff]),
        "thon": ("Thôn, tổ", [(str(h.id), h.name) for h in organisation.list_hamlets(commune_id, today)]),
        "nhan": ("Nhãn", [(UNREAD, "Người dân viết, chưa trả lời"), *((str(one.id), one.name) for one in labels)]),
        "tre": ("Hạn", [("1", "Trễ hẹn")]),
    }  # fmt: skip
    boxes = [_choice(name, label, options, given) for name, (label, options) in offered.items()]
    boxes += [_day("tu-ngay", "Từ ngày", given), _day("den-ngay", "Đến ngày", given)]
    values = {box.name: box.value for box in boxes}
    return Chosen(replace(_filters(values, staff), among=_among(actor, values["nhan"])), tuple(boxes))


def _among(actor: Actor, label: str) -> frozenset[UUID] | None:
    """Return the dossiers that bear a label, or about which the citizen waits for an answer."""
    if not label:
        return None
    return workplace.unanswered(actor) if label == UNREAD else workplace.labelled(actor, UUID(label))


def _choice(name: str, label: str, options: list[tuple[str, str]], given: Mapping[str, str]) -> Box:
    asked = given.get(name, "")
    drawn = tuple({"value": value, "label": words} for value, words in options)
    return Box(name, label, drawn, asked if asked in {value for value, _ in options} else "")


def _day(name: str, label: str, given: Mapping[str, str]) -> Box:
    try:
        day = date.fromisoformat(given.get(name, ""))
    except ValueError:
        return Box(name, label, (), "")
    return Box(name, label, (), day.isoformat() if _FIRST <= day <= _LAST else "")


def _filters(values: Mapping[str, str], staff: list[organisation.StaffInfo]) -> dossiers.Filters:
    unit = next((one for one in staff if str(one.unit_id) == values["don-vi"]), None)
    return dossiers.Filters(
        procedure=values["tt"],
        channel=values["kenh"],
        unit=team_of(staff, unit.unit_id, unit.unit_kind) if unit else None,
        holder=UUID(values["giu"]) if values["giu"] else None,
        state=dossiers.State(int(values["tinh-trang"])) if values["tinh-trang"] else None,
        hamlet=UUID(values["thon"]) if values["thon"] else None,
        since=date.fromisoformat(values["tu-ngay"]) if values["tu-ngay"] else None,
        until=date.fromisoformat(values["den-ngay"]) if values["den-ngay"] else None,
        late=bool(values["tre"]),
    )


# What an address of the list may ask; a saved list keeps nothing else.
_ASKED = frozenset(
    {"q", "xem", "tt", "kenh", "tinh-trang", "don-vi", "giu", "thon", "tre", "nhan", "tu-ngay", "den-ngay"}
)


def kept(given: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what a saved list keeps of an address: no page of it, and nothing the list does not know."""
    return {name: value[:200] for name, value in given if name in _ASKED and value}


def address_of(asked: Mapping[str, str]) -> str:
    """Return the address of a saved list."""
    return "?" + urlencode(kept(asked.items()))


def address(view: str, query: str, narrowed: Mapping[str, str], **more: Any) -> str:
    """Return the address of a list: a view or what was searched, narrowed."""
    given = {"q": query} if query else {"xem": view}
    return "?" + urlencode(
        {**given, **narrowed, **{name: str(value) for name, value in more.items() if value}}
    )
