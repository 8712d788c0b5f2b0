"""One fact of a procedure changed, as it was proposed."""

import copy
from collections.abc import Mapping
from typing import Any


class Outdated(ValueError):
    """The fact is no longer as it was when the change was proposed; the message says what, in Vietnamese."""


def patched(content: Mapping[str, Any], path: str, current: Any, proposed: Any) -> dict[str, Any]:
    """The content with the fact at `path` changed; the given one stays as it is. Errors: Outdated."""
    made: dict[str, Any] = copy.deepcopy(dict(content))
    kind, _, rest = path.partition(".")
    if kind == "components":
        component = _named(made["components"], rest.partition(".")[0])
        if component is None:
            raise Outdated("Thành phần hồ sơ này không còn trong thủ tục.")
        component |= {"replaced_by_data": proposed, "required": False}
    elif kind == "fees":
        fee = _named(made["fees"], rest)
        if fee is None or fee.get("amount") != current:
            raise Outdated("Mức thu đã khác lúc đề xuất.")
        fee["amount"] = proposed
    else:
        holder, key = (made["terms"], rest) if kind == "terms" else (made, kind)
        if holder.get(key) != current:
            raise Outdated("Nội dung đã khác lúc đề xuất.")
        holder[key] = proposed
    return made


def _named(rows: list[dict[str, Any]], code: str) -> dict[str, Any] | None:
    return next((one for one in rows if one["code"] == code), None)
