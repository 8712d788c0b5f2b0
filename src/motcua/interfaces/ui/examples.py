"""Reads the examples of the style guide: one file per component, its states parted by comment lines.

An example file ``templates/ui/examples/<component>.html`` holds ``{# state: name #}`` lines; what follows
each line is both rendered and shown as source, so the guide can never show markup that does not work.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler

_TEMPLATES = Path(__file__).parent / "templates"
_STATE_LINE = re.compile(r"^\{# state: (.+?) #\}\n", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """One state of a component: its Vietnamese name, the markup, and the rendered HTML."""

    state: str
    source: str
    html: str


@dataclass(frozen=True)
class Part:
    """One component of the guide with its examples."""

    component: str
    examples: tuple[Example, ...]


def list_components() -> list[str]:
    """Name every cotton component as it is written in a tag: ``button``, ``field.date``, ``counter.row``."""
    root = _TEMPLATES / "cotton"
    names = [".".join(path.relative_to(root).with_suffix("").parts) for path in root.rglob("*.html")]
    return sorted(name.removesuffix(".index").replace("_", "-") for name in names)


def example_states(component: str) -> list[tuple[str, str]]:
    """Read a component's states with their markup; no file means no states."""
    path = _TEMPLATES / "ui" / "examples" / f"{component}.html"
    if not path.exists():
        return []
    pieces = _STATE_LINE.split(path.read_text(encoding="utf-8"))[1:]
    return [(pieces[i], pieces[i + 1].strip()) for i in range(0, len(pieces), 2)]


def render_part(component: str, samples: dict[str, object]) -> Part:
    """Render every state of one component with the sample values."""
    examples = []
    for state, source in example_states(component):
        compiled = Template("{% load ui %}" + CottonCompiler().process(source))
        examples.append(Example(state, source, compiled.render(Context(dict(samples)))))
    return Part(component, tuple(examples))
