"""The expression tree of forms: evaluation and static check.

Every statement below is normative: the browser's twin must give the same result, type included.

Values: null, boolean, number, text. Objects and lists taken from answers (an address) are *opaque*:
they can only be asked whether they are `answered`, and a list may stand as second argument of `in`.

Expression: a value stands for itself; otherwise an object with exactly one key, the operator.
`{field: id}` is the answer of that field; an absent answer and the empty text are null.
All other operators take a list of arguments. Evaluation never raises; anything malformed is null.

Numbers are fixed point with six decimals: integers, floats (by their shortest decimal text) and
`Decimal`, rounded half to even. A number whose magnitude exceeds 10^15, NaN or infinity is null.
Results: an integer when whole, otherwise a `Decimal` without trailing zeros.
Text is never read as a number and a boolean is never a number.

Operators
  and, or     1 or more; an argument counts as true only when it is exactly true; result boolean
  not         1; true unless the argument is exactly true
  eq          2; same type and equal; null eq null is true; an opaque value equals nothing
  ne          2; exactly one null: false; both null: false; otherwise the negation of eq
  lt le gt ge 2; two numbers, or two texts that are real dates of the same precision
              ("2026", "2026-03", "2026-03-01"); everything else is false
  in          2; the second is a list (of expressions) or an answer that is a list; true when the first
              is not null and eq to one of them
  answered    1, a `{field: id}`; true when the answer is not null, not empty and, for an object, has at
              least one such part
  add, mul    2 or more numbers, folded from the left; sub, div 2 numbers; anything else, a division by
              zero or a magnitude above the limit at any point is null; mul and div round to six decimals
  today       0; the day of evaluation as text
  age         1; full years between a full date and today; 29 February completes a year on 1 March in a
              common year; null for anything else and for a date after today
  days        2 full dates; number of days from the first to the second (negative when before); else null
  year        1; the year of a full or partial date, as a number; null for anything else
  matches     2; the whole of a text has the form of the second, a regular expression of the small language
              of `patterns`; all else is false

Trees deeper than 40 levels: the part below is null (and `check` refuses them).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.blocks.forms.rules.dates import full_date, is_date
from motcua.blocks.forms.rules.fixed_point import LIMIT, SCALE, divide_even, millionths, number_of
from motcua.blocks.forms.rules.patterns import matches

MAX_DEPTH = 40
# What a tree is mostly made of; asked for first, since an abstract class is slow to ask for.
_LEAF = (str, bool, int, type(None))
_LIST = (list, tuple)
_OBJECT = (dict, Mapping)
_OPAQUE = (*_OBJECT, *_LIST)


@dataclass(frozen=True)
class Problem:
    """One fault of a definition: where (`pages[0].fields[2].show_if`) and what, in both languages."""

    path: str
    vi: str
    en: str

    def __str__(self) -> str:
        return f"{self.path}: {self.vi} ({self.en})"


@dataclass(frozen=True)
class _Run:
    answers: Mapping[str, Any]
    today: date


def evaluate(expr: Any, answers: Mapping[str, Any], *, today: date) -> Any:
    """Value of the expression for these answers on this day; never raises (see the module text)."""
    if isinstance(expr, _LEAF):
        return _scalar(expr)
    return _value(expr, _Run(answers, today), 0)


def holds(expr: Any, answers: Mapping[str, Any], *, today: date) -> bool:
    """True when the expression is exactly true."""
    return evaluate(expr, answers, today=today) is True


def _value(expr: Any, run: _Run, depth: int) -> Any:
    if depth > MAX_DEPTH:
        return None
    if isinstance(expr, _LEAF) or not isinstance(expr, _OBJECT):
        return _scalar(expr)
    if len(expr) != 1:
        return None
    operator, raw = next(iter(expr.items()))
    if operator == "field":
        return _answer(raw, run)
    known = OPERATORS.get(operator) if isinstance(operator, str) else None
    if known is None or not isinstance(raw, _LIST) or not known.takes(len(raw)):
        return None
    return known.apply(raw, run, depth + 1)


def _answer(field_id: Any, run: _Run) -> Any:
    if not isinstance(field_id, str):
        return None
    value = run.answers.get(field_id)
    if isinstance(value, _LEAF):
        return None if value == "" else _scalar(value)
    return value if isinstance(value, _OPAQUE) else _scalar(value)


def _scalar(value: Any) -> Any:
    """A plain value as the tree knows it: number normalised, anything foreign null."""
    if value is None or isinstance(value, bool | str):
        return value
    micro = millionths(value)
    return None if micro is None else number_of(micro)


def _same(left: Any, right: Any) -> bool:
    if left is None or right is None:
        return left is right
    if isinstance(left, bool) or isinstance(right, bool):
        return isinstance(left, bool) and isinstance(right, bool) and left == right
    if isinstance(left, str) or isinstance(right, str):
        return isinstance(left, str) and isinstance(right, str) and left == right
    first, second = millionths(left), millionths(right)
    return first is not None and first == second


def _and(args: Sequence[Any], run: _Run, depth: int) -> bool:
    return all(_value(arg, run, depth) is True for arg in args)


def _or(args: Sequence[Any], run: _Run, depth: int) -> bool:
    return any(_value(arg, run, depth) is True for arg in args)


def _not(args: Sequence[Any], run: _Run, depth: int) -> bool:
    return _value(args[0], run, depth) is not True


def _eq(args: Sequence[Any], run: _Run, depth: int) -> bool:
    return _same(_value(args[0], run, depth), _value(args[1], run, depth))


def _ne(args: Sequence[Any], run: _Run, depth: int) -> bool:
    left, right = _value(args[0], run, depth), _value(args[1], run, depth)
    return left is not None and right is not None and not _same(left, right)


def _compare(accept: Callable[[int], bool]) -> "_Apply":
    def apply(args: Sequence[Any], run: _Run, depth: int) -> bool:
        order = _order(_value(args[0], run, depth), _value(args[1], run, depth))
        return order is not None and accept(order)

    return apply


def _order(left: Any, right: Any) -> int | None:
    """-1, 0, 1, or null when the two cannot be compared."""
    if isinstance(left, str) and isinstance(right, str):
        if len(left) != len(right) or not is_date(left) or not is_date(right):
            return None
        return (left > right) - (left < right)
    first, second = millionths(left), millionths(right)
    return None if first is None or second is None else (first > second) - (first < second)


def _in(args: Sequence[Any], run: _Run, depth: int) -> bool:
    value = _value(args[0], run, depth)
    among = args[1]
    if isinstance(among, list | tuple):
        values = [_value(item, run, depth + 1) for item in among]
    else:
        found = _value(among, run, depth)
        values = [_scalar(item) for item in found] if isinstance(found, list | tuple) else []
    return value is not None and any(_same(value, item) for item in values)


def _answered(args: Sequence[Any], run: _Run, depth: int) -> bool:
    arg = args[0]
    if not isinstance(arg, Mapping) or list(arg) != ["field"]:
        return False
    return is_answered(_answer(arg["field"], run))


def is_answered(value: Any) -> bool:
    """True when the value says something: not null, not empty, an object with a part that says something."""
    if isinstance(value, _LEAF):
        return value is not None and value != ""
    if isinstance(value, _OBJECT):
        return any(part is not None and part != "" for part in value.values())
    return not (isinstance(value, _LIST) and len(value) == 0)


def _arithmetic(step: Callable[[int, int], int | None]) -> "_Apply":
    def apply(args: Sequence[Any], run: _Run, depth: int) -> Any:
        total: int | None = None
        for position, arg in enumerate(args):
            micro = millionths(_value(arg, run, depth))
            if micro is None:
                return None
            total = micro if position == 0 else step(total or 0, micro)
            if total is None or abs(total) > LIMIT:
                return None
        return None if total is None else number_of(total)

    return apply


def _today(args: Sequence[Any], run: _Run, depth: int) -> str:
    return run.today.isoformat()


def _age(args: Sequence[Any], run: _Run, depth: int) -> int | None:
    born = full_date(_value(args[0], run, depth))
    if born is None or born > run.today:
        return None
    before = (run.today.month, run.today.day) < (born.month, born.day)
    return run.today.year - born.year - (1 if before else 0)


def _days(args: Sequence[Any], run: _Run, depth: int) -> int | None:
    start, end = full_date(_value(args[0], run, depth)), full_date(_value(args[1], run, depth))
    return None if start is None or end is None else (end - start).days


def _year(args: Sequence[Any], run: _Run, depth: int) -> int | None:
    value = _value(args[0], run, depth)
    return int(value[:4]) if isinstance(value, str) and is_date(value) else None


def _matches(args: Sequence[Any], run: _Run, depth: int) -> bool:
    return matches(_value(args[0], run, depth), args[1])


_Apply = Callable[[Sequence[Any], _Run, int], Any]


@dataclass(frozen=True)
class _Operator:
    least: int
    most: int | None
    apply: _Apply

    def takes(self, count: int) -> bool:
        return self.least <= count and (self.most is None or count <= self.most)


OPERATORS: dict[str, _Operator] = {
    "and": _Operator(1, None, _and),
    "or": _Operator(1, None, _or),
    "not": _Operator(1, 1, _not),
    "eq": _Operator(2, 2, _eq),
    "ne": _Operator(2, 2, _ne),
    "lt": _Operator(2, 2, _compare(lambda order: order < 0)),
    "le": _Operator(2, 2, _compare(lambda order: order <= 0)),
    "gt": _Operator(2, 2, _compare(lambda order: order > 0)),
    "ge": _Operator(2, 2, _compare(lambda order: order >= 0)),
    "in": _Operator(2, 2, _in),
    "answered": _Operator(1, 1, _answered),
    "add": _Operator(2, None, _arithmetic(lambda a, b: a + b)),
    "sub": _Operator(2, 2, _arithmetic(lambda a, b: a - b)),
    "mul": _Operator(2, None, _arithmetic(lambda a, b: divide_even(a * b, SCALE))),
    "div": _Operator(2, 2, _arithmetic(lambda a, b: divide_even(a * SCALE, b) if b else None)),
    "today": _Operator(0, 0, _today),
    "age": _Operator(1, 1, _age),
    "days": _Operator(2, 2, _days),
    "year": _Operator(1, 1, _year),
    "matches": _Operator(2, 2, _matches),
}


def fields_of(expr: Any) -> frozenset[str]:
    """Ids of all fields an expression mentions."""
    if isinstance(expr, Mapping):
        if list(expr) == ["field"] and isinstance(expr["field"], str):
            return frozenset({expr["field"]})
        return frozenset().union(*(fields_of(part) for part in expr.values()))
    if isinstance(expr, list | tuple):
        return frozenset().union(*(fields_of(part) for part in expr))
    return frozenset()
