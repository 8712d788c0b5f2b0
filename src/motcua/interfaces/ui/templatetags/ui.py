"""Filters and tags that the components need; load them with ``{% load ui %}``."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.template import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from motcua.casework.dossiers.api import State
from motcua.interfaces.ui import telling
from motcua.kernel.money import money

register = template.Library()

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_ATTRIBUTE_NAME = re.compile(r"[A-Za-z_@:][\w.:@-]*")
_DATE_PARTS = ("day", "month", "year")
# Tone of the tag for a dossier's business state; its name is the one the dossiers give it, everywhere.
_TONES = {
    State.SUBMITTED: "info",
    State.ACCEPTED: "info",
    State.REFUSED: "danger",
    State.PROCESSING: "info",
    State.SUPPLEMENT: "warning",
    State.PAYMENT: "warning",
    State.WITHDRAWN: "neutral",
    State.STOPPED: "danger",
    State.DONE: "success",
    State.RETURNED: "success",
}


@register.filter
def html_attrs(attrs: Mapping[str, object]) -> SafeString:
    """Write the attributes a component did not declare, every value escaped.

    Cotton's own ``{{ attrs }}`` does not escape values given with ``:name=``, so a value that starts and
    ends with a quotation mark could add attributes of its own. ``None`` and ``False`` are left out.
    """
    undeclared = getattr(attrs, "attrs_dict", None)
    pairs = undeclared() if undeclared is not None else dict(attrs)
    written: list[str] = []
    for key, value in pairs.items():
        if value is None or value is False or not _ATTRIBUTE_NAME.fullmatch(key):
            continue
        if value is True:
            written.append(f" {key}")
        else:
            written.append(
                f' {key}="{conditional_escape(value if isinstance(value, SafeString) else str(value))}"'
            )
    return mark_safe("".join(written))  # noqa: S308  # every value above went through conditional_escape


@register.simple_tag(takes_context=True)
def field_id(context: Context) -> str:
    """Give the id of the field's first control: ``id`` when set, else ``name``."""
    return str(context.get("id") or context.get("name") or "")


@register.simple_tag(takes_context=True)
def field_aria(context: Context) -> SafeString:
    """Tie a control to its hint, note and error message, and mark it invalid when it has an error."""
    fid = field_id(context)
    ids = [f"{fid}-{part}" for part in ("hint", "note", "error") if context.get(part)]
    if not ids:
        return mark_safe("")
    invalid = ' aria-invalid="true"' if context.get("error") else ""
    return format_html(' aria-describedby="{}"' + invalid, " ".join(ids))


@register.filter
def at(mapping: Mapping[str, object] | None, key: str) -> object:
    """Look a key up in a mapping; an absent mapping or key gives the empty string."""
    return (mapping or {}).get(key, "")


# Words that came from the code in the language of the page; what is unknown stays as it is.
register.filter("told", telling.told)
# Words of the commune's data: as the language knows them, else marked as the Vietnamese they are.
register.filter("own_words", telling.told_or_marked)


@register.filter
def beside(message: object, label: object) -> object:
    """Say a message beside its field, without the name of the field with which it begins: it is read already."""
    whole, rest = str(message), str(message).removeprefix(f"{label}: ")
    said = telling.told(rest)
    if rest in {whole, ""} or isinstance(said, SafeString):
        return said
    return f"{str(said)[0].upper()}{str(said)[1:]}"


@register.filter
def named(one: object, language: str) -> str:
    """Give the name of a thing that has names in both languages."""
    return str(getattr(one, "name_en" if language == "en" else "name", ""))


@register.filter
def anchor(name: str) -> str:
    """Give the address of a control on this page."""
    return f"#{name}"


@register.filter
def date_parts(value: object) -> dict[str, object]:
    """Split a date, a mapping or an ISO text (``2024``, ``2024-05``, ``2024-05-01``) into its parts."""
    if isinstance(value, Mapping):
        return {part: value.get(part, "") for part in _DATE_PARTS}
    if isinstance(value, date):
        return {"day": value.day, "month": value.month, "year": value.year}
    pieces = str(value).split("-") if value else []
    numbers = [piece.lstrip("0") for piece in pieces] + ["", "", ""]
    return {"year": numbers[0], "month": numbers[1], "day": numbers[2]}


@register.filter
def short_date(value: object) -> str:
    """Write a date as 02/09/2025; aware times are shown in Vietnamese time; empty stays empty."""
    if isinstance(value, datetime):
        value = value.astimezone(_VIETNAM) if value.tzinfo else value
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value or "")


@register.filter
def short_time(value: object) -> str:
    """Write a moment as ``14:05 ngày 02/09/2025`` in Vietnamese time; empty stays empty."""
    if not isinstance(value, datetime):
        return str(value or "")
    local = value.astimezone(_VIETNAM) if value.tzinfo else value
    return local.strftime(gettext("%H:%M ngày %d/%m/%Y"))


@register.filter
def dong(value: object) -> str:
    """Write an amount in whole đồng with the Vietnamese separator: 1250000 -> ``1.250.000 đồng``."""
    if isinstance(value, bool) or not isinstance(value, int):
        return str(value or "")
    return money(value)


@register.filter
def file_size(value: object) -> str:
    """Write a number of bytes as ``340 KB`` or ``2,4 MB`` (1 MB = 1,048,576 bytes)."""
    if not isinstance(value, int):
        return str(value or "")
    if value < 1_048_576:
        return f"{max(1, round(value / 1024))} KB"
    return f"{value / 1_048_576:.1f}".replace(".", ",") + " MB"


def _state(value: object) -> tuple[str, str]:
    code = int(value) if isinstance(value, int) or (isinstance(value, str) and value.isdecimal()) else 0
    known = next((state for state in State if state == code), None)
    return (gettext(known.label), _TONES[known]) if known else (str(value), "neutral")


@register.filter
def state_name(value: object) -> str:
    """Name a dossier's business state (national code 1 to 10) as people read it."""
    return _state(value)[0]


@register.filter
def state_tone(value: object) -> str:
    """Give the tone of the tag for a dossier's business state (national code 1 to 10)."""
    return _state(value)[1]
