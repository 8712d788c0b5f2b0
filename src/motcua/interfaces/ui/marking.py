"""Marks the sentences of a template for translation, so that templates stay plain Vietnamese.

Text between tags, and the attributes that people read, become `{% translate %}`; what holds variables becomes
`{% blocktranslate %}` with the variables named a, b, c in their order. What has no letter stays as it is.
"""

import re
from collections.abc import Callable
from string import ascii_lowercase

# Attributes of HTML and of our components that people read or hear.
READ = frozenset(
    (
        *("above", "alt", "aria-label", "button", "caption", "code-label", "data-label", "data-stop", "date"),
        *(
            "empty",
            "hint",
            "label",
            "lead",
            "limit",
            "meta",
            "note",
            "owner",
            "placeholder",
            "summary",
            "tag",
        ),
        *("no", "text", "title", "yes"),
    )
)
READ_DEFAULTS = READ | {"agency"}
# Read only on these tags.
READ_ON = {"value": "<c-summary-row", "content": '<meta name="description"'}

_EXPRESSION = r"\{\{.*?\}\}"
_TEMPLATE_TAG = r"\{%.*?%\}|\{#.*?#\}"
_QUOTED = rf'"(?:{_TEMPLATE_TAG}|{_EXPRESSION}|[^"])*"'
_MARKED = r"\{% (?:blocktranslate|comment)\b.*?\{% end(?:blocktranslate|comment) %\}"
_HTML_TAG = rf"<[/!a-zA-Z](?:{_TEMPLATE_TAG}|{_EXPRESSION}|{_QUOTED}|[^>\"])*>"
_PIECES = re.compile(rf"({_MARKED}|{_HTML_TAG}|{_TEMPLATE_TAG})", re.DOTALL)
_ATTRIBUTE = re.compile(rf"(?<=[\s}}])([a-z-]+)=({_QUOTED})", re.DOTALL)
_VARIABLE = re.compile(_EXPRESSION, re.DOTALL)
# What stands in these blocks is read by nobody.
_CLASSES = re.compile(r"\{% block \w+_class %\}")
_LETTER = re.compile(r"[^\W\d_]")
_EDGES = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)

Found = Callable[[str], object]


def mark(source: str, found: Found = lambda _: None) -> str:
    """Return the template with its sentences marked; `found` is told each one as the catalogue keys it."""
    pieces = _PIECES.split(source)
    written, before = [], ""
    for number, piece in enumerate(pieces):
        # Odd pieces are tags, even ones the text between them.
        if number % 2:
            written.append(_tag(piece, found))
        else:
            written.append(piece if _CLASSES.match(before) else _run(piece, found))
        before = piece
    return "".join(written)


def _tag(tag: str, found: Found) -> str:
    if not tag.startswith("<"):
        return tag
    if tag.startswith("<c-vars"):
        # What a component says unless it is told otherwise: it asks for the translation itself (`told`).
        for name, value in _ATTRIBUTE.findall(tag):
            if name in READ_DEFAULTS and _LETTER.search(value):
                found(value[1:-1])
        return tag

    def attribute(match: re.Match[str]) -> str:
        name, value = match[1], match[2][1:-1]
        if name not in READ and not tag.startswith(READ_ON.get(name, "\0")):
            return match[0]
        parts = re.split(f"({_TEMPLATE_TAG})", value, flags=re.DOTALL)
        written = (one if number % 2 else _run(one, found) for number, one in enumerate(parts))
        return f'{name}="{"".join(written)}"'

    return _ATTRIBUTE.sub(attribute, tag)


def _run(text: str, found: Found) -> str:
    """Mark one run of text and variables."""
    before, run, after = _EDGES.fullmatch(text).groups()  # type: ignore[union-attr]  # fits any text
    if not _LETTER.search(_VARIABLE.sub("", run)):
        return text
    run = " ".join(run.split()) if "{{" not in run else run
    variables = list(dict.fromkeys(_VARIABLE.findall(run)))
    if not variables:
        found(run)
        quote = '"' if "'" in run else "'"
        return f"{before}{{% translate {quote}{run}{quote} %}}{after}"
    names = dict(zip(variables, ascii_lowercase, strict=False))
    key = " ".join(_VARIABLE.sub(lambda one: f"%({names[one[0]]})s", run.replace("%", "%%")).split())
    found(key)
    inside = " ".join(_VARIABLE.sub(lambda one: f"{{{{ {names[one[0]]} }}}}", run).split())
    bound = " ".join(f"{name}={variable[2:-2].strip()}" for variable, name in names.items())
    return f"{before}{{% blocktranslate with {bound} %}}{inside}{{% endblocktranslate %}}{after}"
