"""A page as a person without scripts has it: its links, and the boxes of its form with a plausible answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

# What a person would write, by the end of the box's name; whatever else is asked gets a few words.
_WRITTEN = {
    "-day": "12",
    "-month": "04",
    "-year": "1990",
    "phone": "0912345678",
    "email": "an@example.vn",
    "citizen_id": "051090000007",
    "-commune": "Xã Ba Tô",
    "-province": "Tỉnh Quảng Ngãi",
    "-line": "Thôn Mang Lùng",
}
_ELSE = "Đề nghị giải quyết cho gia đình tôi ở thôn Mang Lùng"
_OPTIONAL = ("email", "notes", "organisation_name", "organisation_number", "requester_residence-line")


@dataclass
class Page:
    """The links of a page, the boxes of its main form, its file boxes, and the text of its headings."""

    links: list[str] = field(default_factory=list)
    boxes: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page, self._posts, self._within, self._area = Page(), False, "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "a" and "href" in given:
            self.page.links.append(given["href"])
        elif tag == "form":
            self._posts = given.get("method", "").lower() == "post" and "/dang-xuat" not in given.get(
                "action", ""
            )
        elif tag == "title":
            self._within = "title"
        elif self._posts and given.get("name"):
            self._box(tag, given)
        elif self._posts and tag == "option" and self._within:
            self.page.choices[self._within].append(given.get("value", ""))

    def _box(self, tag: str, given: Mapping[str, str]) -> None:
        name, kind = given["name"], given.get("type", "text")
        if "disabled" in given or kind in ("submit", "button") or tag == "button":
            return
        if kind == "file":
            self.page.files.append(name)
        elif kind in ("radio", "checkbox"):
            self.page.choices.setdefault(name, []).append(given.get("value", "on"))
            if "checked" in given:
                self.page.boxes[name] = given.get("value", "on")
        elif tag == "select":
            self.page.choices.setdefault(name, [])
            self._within = name
        else:
            self.page.boxes[name] = given.get("value", "")
            self._area = name if tag == "textarea" else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._posts = False
        if tag in ("title", "select"):
            self._within = ""
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._within == "title":
            self.page.title += data.strip()
        elif self._area:
            self.page.boxes[self._area] += data


def read(html: str) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.page


def filled(page: Page) -> dict[str, str]:
    """What the person sends: what stands in the boxes, and an answer in each that is empty."""
    sent = dict(page.boxes)
    for name, value in page.boxes.items():
        if not value and not name.endswith(_OPTIONAL):
            sent[name] = next((text for end, text in _WRITTEN.items() if name.endswith(end)), _ELSE)
    for name, values in page.choices.items():
        if not sent.get(name):
            sent[name] = next((value for value in values if value), "")
    return sent
