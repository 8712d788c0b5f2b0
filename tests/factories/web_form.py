"""A page as a browser without JavaScript holds it: its one form with the values that stand in it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class WebForm:
    """The first form of the page that posts. `values`: what pressing its first button would send."""

    values: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """Every box of the form, chosen or not."""
        return set(self.values) | set(self.options) | set(self.files)

    def fill(self, boxes: dict[str, str]) -> dict[str, str]:
        """Return what is sent after a person has typed into those of `boxes` that the form has."""
        for name, text in boxes.items():
            if name in self.options and text:
                assert text in self.options[name], f"{name} does not offer {text!r}"
        return {**self.values, **{name: text for name, text in boxes.items() if name in self.names}}


class _Reader(HTMLParser):
    """Reads inputs, lists and text areas of the forms that post, leaving out those of header and footer."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[WebForm] = []
        self._open: WebForm | None = None
        self._name, self._text = "", False
        self._within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._within = True
        if tag == "form" and given.get("method") == "post" and self._within:
            self._open = WebForm()
            self.forms.append(self._open)
        if self._open is None or "disabled" in given:
            return
        if tag == "input":
            self._input(self._open, given)
        elif tag == "select":
            self._name = given["name"]
            self._open.options.setdefault(self._name, [])
        elif tag == "option" and self._name:
            self._option(self._open, given)
        elif tag == "textarea":
            self._name, self._text = given["name"], True
            self._open.values[self._name] = ""

    def _input(self, form: WebForm, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if not name or kind in ("submit", "button"):
            return
        if kind == "file":
            form.files.append(name)
        elif kind in ("radio", "checkbox"):
            form.options.setdefault(name, []).append(given.get("value", "on"))
            if "checked" in given:
                form.values[name] = given.get("value", "on")
        else:
            form.values[name] = given.get("value", "")

    def _option(self, form: WebForm, given: dict[str, str]) -> None:
        form.options[self._name].append(given.get("value", ""))
        if "selected" in given or self._name not in form.values:
            form.values[self._name] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._within = False
        elif tag == "form":
            self._open = None
        elif tag in ("select", "textarea"):
            self._name, self._text = "", False

    def handle_data(self, data: str) -> None:
        if self._text and self._open is not None:
            self._open.values[self._name] += data


def read_form(page: str) -> WebForm:
    """Return the form of the page that has the most boxes."""
    reader = _Reader()
    reader.feed(page)
    assert reader.forms, "the page has no form"
    return max(reader.forms, key=lambda one: len(one.names))
