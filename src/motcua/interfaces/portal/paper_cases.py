"""In which case a paper of a procedure is asked for, as the procedure's own conditions tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.casework.authoring import api as authoring
from motcua.casework.catalogue import api as catalogue
from motcua.kernel.vietnamese import fold

Form = Mapping[str, Any]
# How the help of a paper begins that tells the case itself, folded.
_SAYS_WHEN = ("chi ", "dung ", "khong bat buoc", "chua can ")
_MANY = {"and": " và ", "or": " hoặc "}


@dataclass(frozen=True)
class PaperCase:
    """A paper and when it is asked for. `when`: the answers it hangs on, in words, else empty; `if_held`: whoever
    has it brings it; `optional`: nobody has to."""

    component: catalogue.Component
    when: str = ""
    if_held: bool = False
    optional: bool = False

    @property
    def words(self) -> str:
        """The case as the end of a sentence, or nothing."""
        if self.if_held:
            return "nếu có giấy này"
        optional = "không bắt buộc" if self.optional else ""
        return ", ".join(part for part in (optional, f"khi khai {self.when}" if self.when else "") if part)


def paper_cases(version: catalogue.Version) -> tuple[PaperCase, ...]:
    """Return the papers of a procedure, each with its case.

    The name and the help of an imported paper say the case in the words of the national record, and what is not
    said there nobody knows: nothing is added to them.
    """
    return tuple(_case(version, one) for one in version.content.components)


def _case(version: catalogue.Version, one: catalogue.Component) -> PaperCase:
    if version.content.record is not None or one.form:
        return PaperCase(one)
    condition = one.show_if if one.show_if is not True else one.required
    is_told = fold(one.help).startswith(_SAYS_WHEN)
    optional = one.required is False and not is_told
    if isinstance(condition, bool) or is_told:
        return PaperCase(one, optional=optional)
    if _names(condition, one, version.form.raw):
        return PaperCase(one, if_held=True, optional=optional)
    return PaperCase(one, _words(condition, version.form.raw), optional=optional)


def _names(condition: Any, one: catalogue.Component, form: Form) -> bool:
    """Whether the answer that asks for a paper is that the person has it."""
    _, told = _answers(condition, form)
    return [fold(text) for text in told] == [fold(one.name)]


def _words(condition: Any, form: Form) -> str:
    """Return a condition as questions with their answers: “Cha mẹ của trẻ: Trẻ bị bỏ rơi”."""
    op, arguments = next(iter(condition.items()))
    if op in _MANY:
        return _MANY[op].join(_words(one, form) for one in arguments)
    field, told = _answers(condition, form)
    if not told:
        return authoring.in_words(condition, form)
    return f"“{authoring.label_of(form, field)}: {_either(told)}”"


def _answers(condition: Any, form: Form) -> tuple[str, list[str]]:
    """Return the field that a condition asks and the answers it wants; no answers when it is not so simple."""
    op, arguments = next(iter(condition.items()))
    asked = arguments[0] if op in ("eq", "in") else None
    if not isinstance(asked, Mapping) or "field" not in asked:
        return "", []
    values = arguments[1] if op == "in" else [arguments[1]]
    field = str(asked["field"])
    return field, [authoring.value_words(value, form, field).strip("“”") for value in values]


def _either(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{'; '.join(texts[:-1])} hoặc {texts[-1]}"
