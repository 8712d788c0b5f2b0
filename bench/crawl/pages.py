"""A page as a person without scripts has it: its links, and its form with a plausible answer in every box."""

import re
from html import unescape

from tests.factories.web_form import WebForm

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


def links(page: str) -> list[str]:
    """Where the page leads, in its order."""
    return [unescape(address) for address in re.findall(r'<a\s[^>]*?href="([^"]*)"', page)]


def title(page: str) -> str:
    """What the page is called."""
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return unescape(found[1]).strip() if found else ""


def filled(form: WebForm) -> dict[str, str]:
    """What the person sends: what stands in the boxes, and an answer in each that is empty."""
    sent = dict(form.values)
    for name, value in form.values.items():
        if not value and not name.endswith(_OPTIONAL):
            sent[name] = next((text for end, text in _WRITTEN.items() if name.endswith(end)), _ELSE)
    for name, values in form.options.items():
        if not form.values.get(name):
            sent[name] = next((value for value in values if value), "")
    return sent
