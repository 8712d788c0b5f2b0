"""A process as BPMN 2.0, with its diagram, for other tools to read. The conditions of branches stand as words.

Each step is a user task; a step with branches is followed by an exclusive gateway, one that asks opinions by a task
for each opinion at its side, joined by an association. Ways back are sequence flows like the others.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as Xml

from motcua.casework.authoring.rules.drawing import Box, Drawing
from motcua.casework.authoring.rules.process_differences import consult_words
from motcua.casework.authoring.rules.wording import when_words

_BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_DI = "http://www.omg.org/spec/BPMN/20100524/DI"
_DC = "http://www.omg.org/spec/DD/20100524/DC"
_LINES = "http://www.omg.org/spec/DD/20100524/DI"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_TARGET = "https://motcua.vn/process"
START, END = "start", "end"
_ROUND, _DIAMOND = 24, 26
Data = Mapping[str, Any]


def to_bpmn(code: str, name: str, process: Data, form: Data, drawing: Drawing) -> bytes:
    """Return the document; `form`: whose fields the conditions speak of, `drawing`: the diagram of the process."""
    for prefix, uri in (("bpmn", _BPMN), ("bpmndi", _DI), ("dc", _DC), ("di", _LINES), ("xsi", _XSI)):
        Xml.register_namespace(prefix, uri)
    root = Xml.Element(f"{{{_BPMN}}}definitions", {"id": "definitions", "targetNamespace": _TARGET})
    made = _Made(root, code, name, drawing)
    made.tasks(process["steps"])
    made.flows(process["steps"], form)
    made.opinions(process["steps"])
    Xml.indent(root)
    document: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


class _Made:
    """The document as it grows: the process, and the plane of its diagram after it."""

    def __init__(self, root: Xml.Element, code: str, name: str, drawing: Drawing) -> None:
        about = {"id": f"process_{code.replace('.', '_')}", "name": name, "isExecutable": "false"}
        self.process = Xml.SubElement(root, f"{{{_BPMN}}}process", about)
        diagram = Xml.SubElement(root, f"{{{_DI}}}BPMNDiagram", {"id": "diagram"})
        plane = {"id": "plane", "bpmnElement": about["id"]}
        self.plane = Xml.SubElement(diagram, f"{{{_DI}}}BPMNPlane", plane)
        self.boxes = {box.number: box for box in drawing.boxes if not box.asked}
        self.asked = [box for box in drawing.boxes if box.asked]
        # The middle of the lower and the upper edge of each shape, for the ways between them.
        self.below: dict[str, tuple[int, int]] = {}
        self.above: dict[str, tuple[int, int]] = {}
        self.ways = 0

    def tasks(self, steps: Sequence[Data]) -> None:
        """Add start, steps, gateways and end."""
        first, last = self.boxes[0], self.boxes[len(steps) - 1]
        self._shape("startEvent", START, "Nộp hồ sơ", _round(first.middle, first.y - 60))
        for number, step in enumerate(steps):
            box = self.boxes[number]
            self._shape("userTask", step["key"], step["name"], (box.x, box.y, box.width, box.height))
            if step.get("branches"):
                below = (box.middle - _DIAMOND // 2, box.y + box.height + 8, _DIAMOND, _DIAMOND)
                self._shape("exclusiveGateway", _gateway(step), "", below)
        self._shape("endEvent", END, "Kết thúc", _round(last.middle, last.y + last.height + 36))

    def flows(self, steps: Sequence[Data], form: Data) -> None:
        """Add every way between them; what leads nowhere is left out."""
        known = {step["key"] for step in steps}
        self._flow(START, steps[0]["key"])
        for step in steps:
            leaves = step["key"]
            if step.get("branches"):
                self._flow(leaves, _gateway(step))
                leaves = _gateway(step)
            for branch in step.get("branches", ()):
                if branch["to"] in known:
                    self._flow(leaves, branch["to"], when_words(branch["if"], form))
            if step.get("next") is None:
                self._flow(leaves, END)
            elif step["next"] in known:
                self._flow(leaves, step["next"])
            if step.get("back") in known:
                self._flow(step["key"], step["back"], "trả lại để sửa")

    def opinions(self, steps: Sequence[Data]) -> None:
        """Add the opinions that steps ask for, as notes beside them."""
        told = [(step["key"], one) for step in steps for one in step.get("consults", ())]
        for (step_key, one), box in zip(told, self.asked, strict=True):
            note = f"note_{one['key']}"
            where = (box.x, box.y, box.width, box.height)
            made = self._shape("textAnnotation", note, "", where)
            Xml.SubElement(made, f"{{{_BPMN}}}text").text = consult_words(one)
            self._way(
                "association",
                step_key,
                note,
                _side(self.boxes, steps, step_key),
                (box.x, box.y + box.height // 2),
            )

    def _shape(self, kind: str, key: str, name: str, where: tuple[int, int, int, int]) -> Xml.Element:
        x, y, width, height = where
        made = Xml.SubElement(
            self.process, f"{{{_BPMN}}}{kind}", {"id": key} | ({"name": name} if name else {})
        )
        shape = Xml.SubElement(self.plane, f"{{{_DI}}}BPMNShape", {"id": f"{key}_di", "bpmnElement": key})
        sizes = {"x": str(x), "y": str(y), "width": str(width), "height": str(height)}
        Xml.SubElement(shape, f"{{{_DC}}}Bounds", sizes)
        self.below[key], self.above[key] = (x + width // 2, y + height), (x + width // 2, y)
        return made

    def _flow(self, source: str, target: str, name: str = "") -> None:
        made = self._way("sequenceFlow", source, target, self.below[source], self.above[target])
        if name:
            made.set("name", name)
        if source.startswith("gate_") and name:
            rule = Xml.SubElement(
                made, f"{{{_BPMN}}}conditionExpression", {f"{{{_XSI}}}type": "bpmn:tFormalExpression"}
            )
            rule.text = name

    def _way(
        self, kind: str, source: str, target: str, begins: tuple[int, int], ends: tuple[int, int]
    ) -> Xml.Element:
        self.ways += 1
        key = f"way_{self.ways}"
        told = {"id": key, "sourceRef": source, "targetRef": target}
        made = Xml.SubElement(self.process, f"{{{_BPMN}}}{kind}", told)
        edge = Xml.SubElement(self.plane, f"{{{_DI}}}BPMNEdge", {"id": f"{key}_di", "bpmnElement": key})
        for x, y in (begins, ends):
            Xml.SubElement(edge, f"{{{_LINES}}}waypoint", {"x": str(x), "y": str(y)})
        return made


def _gateway(step: Data) -> str:
    return f"gate_{step['key']}"


def _round(middle: int, y: int) -> tuple[int, int, int, int]:
    return middle - _ROUND // 2, y, _ROUND, _ROUND


def _side(boxes: Mapping[int, Box], steps: Sequence[Data], key: str) -> tuple[int, int]:
    box = boxes[next(number for number, step in enumerate(steps) if step["key"] == key)]
    return box.x + box.width, box.y + box.height // 2
