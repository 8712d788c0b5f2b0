"""A calculation as boxes of a page, and read back: `c-mode` (plain, expert), `c-op`, `c-n`, `c-0` .. terms, `c-expert`.

A term is chosen (`field:<id>`, `today`) in `c-0`, or written as a number in `c-0-number`.
"""

from typing import Any

from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import Calculation, Form, Term
from motcua.interfaces.console.builder.condition_boxes import Boxes, Read, as_text, count, read_expert
from motcua.interfaces.console.builder.values import given, read_value

MOST_TERMS = 12


def calculation_boxes(prefix: str, expression: Any) -> dict[str, str]:
    """Return the boxes that say this expression."""
    told = authoring.to_calculation(expression)
    if told is None:
        return {f"{prefix}-mode": "expert", f"{prefix}-expert": as_text(expression)}
    boxes = {f"{prefix}-mode": "plain", f"{prefix}-op": told.op, f"{prefix}-n": str(len(told.terms))}
    for number, term in enumerate(told.terms):
        boxes[f"{prefix}-{number}"] = "today" if term.today else f"field:{term.field}" if term.field else ""
        if term.number is not None:
            boxes[f"{prefix}-{number}-number"] = str(term.number).replace(".", ",")
    return boxes


def read_calculation(prefix: str, boxes: Boxes, form: Form) -> Read:
    """Read a calculation; null with an error when it cannot be read."""
    if boxes.get(f"{prefix}-mode") == "expert":
        return read_expert(boxes.get(f"{prefix}-expert", ""), form)
    op = boxes.get(f"{prefix}-op", "")
    if op not in authoring.CALCULATIONS:
        return Read(None, "hãy chọn phép tính.")
    terms = []
    for number in range(count(boxes, f"{prefix}-n", MOST_TERMS)):
        term = _read_term(f"{prefix}-{number}", boxes, form)
        if term.error:
            return term
        if term.value is not None:
            terms.append(term.value)
    words, least, most = authoring.CALCULATIONS[op]
    if not least <= len(terms) <= most:
        wanted = str(least) if least == most else f"từ {least} đến {most}"
        return Read(None, f"phép “{words}” cần {wanted} số hạng, đang có {len(terms)}.")
    if op == "div" and terms[1].number == 0:
        return Read(None, "không chia cho 0 được; hãy sửa số chia.")
    return Read(authoring.from_calculation(Calculation(op, tuple(terms))))


def _read_term(prefix: str, boxes: Boxes, form: Form) -> Read:
    chosen, written = given(boxes, prefix), given(boxes, f"{prefix}-number")
    if chosen == "today":
        return Read(Term(today=True))
    if chosen.startswith("field:"):
        return Read(Term(field=chosen.removeprefix("field:")))
    if not written:
        return Read(None)
    number, problem = read_value(written, authoring.Side("", "age"), form)
    return Read(None, problem) if problem else Read(Term(number=number))
