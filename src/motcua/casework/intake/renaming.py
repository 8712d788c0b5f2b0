"""Addresses typed with the names of before the mergers, answered with those of today."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from motcua.blocks.forms import api as forms
from motcua.blocks.organisation import api as organisation

ORIGIN = "former"
"""Where such an answer comes from, as its field's origin tells."""


def with_current_names(
    form: forms.FormDefinition, post: forms.PagePost, before: Mapping[str, Any]
) -> tuple[forms.PagePost, frozenset[str]]:
    """Return the post with the communes of today, and the fields that were renamed.

    Only what changed is looked up. A name that is unknown or means several communes stays as typed.
    """
    changed = {
        key: found
        for key, value in post.answers.items()
        if form.field(key).type == "address"
        and value != before.get(key)
        and not form.field(key).keep_old_names
        for found in [renamed(value)]
        if found is not None
    }
    return replace(post, answers=post.answers | changed), frozenset(changed)


def renamed(address: Any) -> dict[str, str] | None:
    """Return an address with the names of today; None when it names nothing that changed."""
    if not isinstance(address, Mapping) or not address.get("commune"):
        return None
    place = organisation.current_place(address["commune"], address.get("province") or "")
    if place is None:
        return None
    today = {"commune": place.commune, "province": place.province}
    return {part: today.get(part) or str(text) for part, text in address.items()}
