"""A process as a diagram: boxes in layers from top to bottom, ways ahead, ways back, and opinions at the side.

Only geometry: a page draws it as SVG. Lengths are in units of the drawing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

BOX, TALL, GAP, ROW = 216, 60, 30, 110
EDGE = 46
_LETTERS, _LINES = 25, 2
# Letters on a small box of an opinion.
_ASKED_WIDTH, _ASKED_TALL, _ASKED_ROW, _ASKED_LETTERS = 150, 30, 36, 21


@dataclass(frozen=True)
class Box:
    """A step, or an opinion asked at a step (`asked`). `number`: its place in the list; `lines`: its name."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    under: str
    number: int
    asked: bool = False
    outside: bool = False
    wrong: bool = False

    @property
    def middle(self) -> int:
        """The middle from left to right."""
        return self.x + self.width // 2

    @property
    def texts(self) -> list[tuple[int, str]]:
        """Each line of the name with the height it stands at."""
        top = self.y + (20 if self.asked or len(self.lines) > 1 else 24)
        return [(top + 15 * number, line) for number, line in enumerate(self.lines)]

    @property
    def foot(self) -> int:
        """The height of the line under the name."""
        return self.y + self.height - 8


@dataclass(frozen=True)
class Arrow:
    """A way: `path` as SVG writes it. `kind`: next, branch, back or asked."""

    path: str
    kind: str


@dataclass(frozen=True)
class Drawing:
    """The whole diagram."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(process: Mapping[str, Any], roles: Mapping[str, str], wrong: frozenset[int]) -> Drawing:
    """Return the diagram of a process, sound or not; `roles` in words, `wrong`: the places of faulty steps."""
    steps: Sequence[Mapping[str, Any]] = process["steps"]
    layers = _layers(steps)
    boxes = _boxes(steps, layers, roles, wrong)
    side = max((box.x + box.width for box in boxes), default=0) + GAP
    asked = [box for number, step in enumerate(steps) for box in _asked(step, boxes[number], side)]
    arrows = [*_ways(steps, boxes), *_asked_ways(asked, boxes)]
    width = max((box.x + box.width for box in (*boxes, *asked)), default=0) + EDGE
    height = max((box.y + box.height for box in (*boxes, *asked)), default=0) + 12
    return Drawing(width, height, (*boxes, *asked), tuple(arrows))


def _layers(steps: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return how many steps lead to each one on the longest way; ways that lead back in the list count for none."""
    place = {step["key"]: number for number, step in enumerate(steps)}
    layers = [0] * len(steps)
    for number, step in enumerate(steps):
        for target in ahead_of(step):
            then = place.get(target, -1)
            if then > number:
                layers[then] = max(layers[then], layers[number] + 1)
    return layers


def ahead_of(step: Mapping[str, Any]) -> list[str]:
    """Return the keys of the steps a step leads on to."""
    following = [step["next"]] if step.get("next") else []
    return following + [branch["to"] for branch in step.get("branches", ())]


def _boxes(
    steps: Sequence[Mapping[str, Any]], layers: Sequence[int], roles: Mapping[str, str], wrong: frozenset[int]
) -> list[Box]:
    beside: dict[int, int] = {}
    tops = _tops(steps, layers)
    made = []
    for number, step in enumerate(steps):
        column = beside.get(layers[number], 0)
        beside[layers[number]] = column + 1
        share = f"{float(step['share']) * 100:g}%".replace(".", ",")
        made.append(
            Box(
                EDGE + column * (BOX + GAP),
                tops[layers[number]],
                BOX,
                TALL,
                _lines(step["name"], _LETTERS, _LINES),
                f"{roles.get(step['role'], step['role'])}, {share}",
                number,
                outside=bool(step.get("external")),
                wrong=number in wrong,
            )
        )
    return made


def _tops(steps: Sequence[Mapping[str, Any]], layers: Sequence[int]) -> list[int]:
    """Return where each layer begins: a layer with many opinions at its side is higher."""
    tops, top = [], 8
    for layer in range(max(layers, default=0) + 1):
        tops.append(top)
        asked = sum(
            len(step.get("consults", ())) for step, at in zip(steps, layers, strict=True) if at == layer
        )
        top += max(ROW, asked * _ASKED_ROW + 16)
    return tops


def _lines(text: str, letters: int, most: int) -> tuple[str, ...]:
    lines = wrap(text, letters) or [""]
    return tuple(lines) if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1][: letters - 1]}…")


def _asked(step: Mapping[str, Any], box: Box, side: int) -> Iterator[Box]:
    for number, one in enumerate(step.get("consults", ())):
        yield Box(
            side,
            box.y + number * _ASKED_ROW,
            _ASKED_WIDTH,
            _ASKED_TALL,
            _lines(one["name"], _ASKED_LETTERS, 1),
            "",
            box.number,
            asked=True,
        )


def _ways(steps: Sequence[Mapping[str, Any]], boxes: Sequence[Box]) -> Iterator[Arrow]:
    known = {step["key"]: boxes[number] for number, step in enumerate(steps)}
    for number, step in enumerate(steps):
        here = boxes[number]
        if step.get("next") in known:
            yield _way(here, known[step["next"]], "next")
        for branch in step.get("branches", ()):
            if branch["to"] in known:
                yield _way(here, known[branch["to"]], "branch")
        if step.get("back") in known:
            yield _back(here, known[step["back"]], number)


def _way(here: Box, there: Box, kind: str) -> Arrow:
    if there.y <= here.y:
        return _back(here, there, here.number)
    x, y, to_x, to_y = here.middle, here.y + here.height, there.middle, there.y
    if kind == "branch":
        x, to_x = x + 40, to_x + 40
    between = (to_y - y) // 2
    return Arrow(f"M{x} {y} C{x} {y + between} {to_x} {to_y - between} {to_x} {to_y - 3}", kind)


def _back(here: Box, there: Box, number: int) -> Arrow:
    """Draw a way back at the left of the boxes, each a little further out than the one before."""
    x = 8 + (number * 9) % (EDGE - 14)
    y, to_y = here.y + here.height // 2 + 8, there.y + there.height // 2 + 8
    return Arrow(f"M{here.x} {y} H{x} V{to_y} H{there.x - 3}", "back")


def _asked_ways(asked: Sequence[Box], boxes: Sequence[Box]) -> Iterator[Arrow]:
    for one in asked:
        here = boxes[one.number]
        y = one.y + one.height // 2
        yield Arrow(f"M{here.x + here.width} {here.y + here.height // 2} L{one.x} {y}", "asked")
