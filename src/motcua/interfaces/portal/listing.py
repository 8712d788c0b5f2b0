"""The list of procedures, narrowed by whom they are for and by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from motcua.casework.catalogue import api as catalogue

# Above this many procedures the fields come first, each with its number, and one field is opened at a time.
MOST_AT_ONCE = 60


@dataclass(frozen=True)
class Field:
    """A field, how many procedures it has, and those that are shown now."""

    name: str
    count: int
    shown: tuple[catalogue.Summary, ...]


@dataclass(frozen=True)
class Tab:
    """A choice above the list: an audience, None for all."""

    audience: catalogue.Audience | None
    current: bool


@dataclass(frozen=True)
class Listing:
    """What the list shows: the choices above it, the audience chosen, the field opened, and the fields."""

    tabs: tuple[Tab, ...]
    chosen: catalogue.Audience | None
    field: str
    fields: tuple[Field, ...]


def narrow(
    contents: Sequence[catalogue.Summary],
    audiences: Sequence[catalogue.Audience],
    slug: str,
    field: str,
) -> Listing:
    """Return the list for an audience (its slug, empty for all) and a field (empty for all).

    `contents` are sorted by field. An audience is offered when a procedure is for it or something is said to it;
    words that name no audience or field narrow nothing.
    """
    used = {one for content in contents for one in content.audiences}
    offered = tuple(one for one in audiences if one.key in used or one.guidance)
    chosen = next((one for one in offered if one.slug == slug), None)
    fits = [one for one in contents if chosen is None or chosen.key in one.audiences]
    groups = [(name, tuple(group)) for name, group in groupby(fits, key=lambda one: one.field)]
    opened = field if field in {name for name, _ in groups} else ""
    everything = len(fits) <= MOST_AT_ONCE
    fields = tuple(
        Field(name, len(group), group if name == opened or (everything and not opened) else ())
        for name, group in groups
        if not opened or name == opened
    )
    tabs = tuple(Tab(one, one == chosen) for one in (None, *offered))
    return Listing(tabs, chosen, opened, fields)
