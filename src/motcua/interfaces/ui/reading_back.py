"""The answers of a form, read back page by page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.blocks.forms import api as forms
from motcua.interfaces.ui.drawing import Boxes


@dataclass(frozen=True)
class Row:
    """A line of what was answered."""

    label: str
    text: str


@dataclass(frozen=True)
class Part:
    """A page of the form as it is read back. `page_id` is empty when nothing in it may be changed."""

    title: str
    page_id: str
    rows: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered yet."""
        return not any(row.text for row in self.rows)


def read_back(
    form: forms.FormDefinition,
    answers: Mapping[str, Any],
    today: date,
    *,
    verified: Iterable[str] = (),
    kept: Mapping[str, Boxes] | None = None,
) -> list[Part]:
    """Return the answers page by page; an input that could not be read is shown as it was typed."""
    resolved = forms.resolve(form, answers, today)
    asked = {page.id for page in forms.asked_pages(form, answers, today, tuple(verified))}
    parts = []
    for page in forms.visible_pages(form, answers, today):
        rows = tuple(
            Row(field.label, _shown_text(field, resolved.values.get(field.id), kept))
            for field in page.fields
            if field.id in resolved.shown
        )
        parts.append(Part(page.title, page.id if page.id in asked else "", rows))
    return parts


def _shown_text(field: forms.Field, value: Any, kept: Mapping[str, Boxes] | None) -> str:
    typed = (kept or {}).get(field.id)
    if value is None and typed:
        return " ".join(text for text in typed.values() if text)
    return forms.display(field, value)
