r"""The regular expressions that `matches` takes: what Python and the browser understand alike.

Normative: the browser's twin accepts the same texts. A pattern has at most 200 characters and consists of
plain characters, `.` (any character, a line break too), classes (`[A-Z0-9]`, `[^,]`), groups (`(...)`,
`(?:...)`), `|`, the repetitions `*` `+` `?` `{n}` `{n,}` `{n,m}` (n and m up to 999), and a backslash before one of
`^$\.*+?()[]{}|/` (in a class also `-`). Not in it: `\d` `\w` `\s` (they mean other letters in each language),
anchors (the whole text must have the form anyway), lazy repetitions, references, looking around.

So that no pattern takes for ever: what is repeated more than once holds no choice and no repetition of changing
length; a text of more than 1,000 characters has no form; and the ways through a pattern are at most a million, where
a repetition without upper end counts 1,000, another one each length it may have, and each `|` doubles.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

LONGEST_PATTERN, LONGEST_TEXT, MOST_WAYS = 200, 1000, 10**6

_ESCAPED = r"\\[\^$\\.*+?()\[\]{}|/]"
_MEMBER = r"(?:[^\[\]\\^&~|\-]|\\[\^$\\.*+?()\[\]{}|/\-])"
_TOKEN = re.compile(
    rf"(?P<atom>{_ESCAPED}|\[\^?(?:{_MEMBER}(?:-{_MEMBER})?)+-?\]|[^\^$\\*+?()\[\]{{}}|])"
    r"|(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<or>\|)"
    r"|(?P<repeat>[*+?]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\})"
)


@dataclass
class _Reading:
    """A pattern half read. `groups`: for each open group whether it holds what varies; `last`: the piece just
    read: empty (nothing to repeat), `fixed` or `varied`."""

    groups: list[bool] = field(default_factory=lambda: [False])
    last: str = ""
    ways: int = 1

    def takes(self, kind: str, text: str) -> bool:
        """Whether the pattern may go on with this token."""
        if kind == "atom":
            self.last = "fixed"
        elif kind == "open":
            self.groups.append(False)
            self.last = ""
        elif kind == "or":
            self.groups[-1] = True
            self.last = ""
            self.ways *= 2
        elif kind == "close":
            return self._close()
        else:
            return self._repeat(text)
        return True

    def _close(self) -> bool:
        if len(self.groups) == 1:
            return False
        varied = self.groups.pop()
        self.groups[-1] = self.groups[-1] or varied
        self.last = "varied" if varied else "fixed"
        return True

    def _repeat(self, text: str) -> bool:
        ways = _lengths(text)
        once = text in ("?", "{0}", "{1}", "{0,1}")
        if not self.last or (self.last == "varied" and not once):
            return False
        self.last = ""
        self.ways *= ways
        self.groups[-1] = self.groups[-1] or ways != 1
        return True


def _lengths(repeat: str) -> int:
    """How many lengths a repetition may have."""
    if repeat == "?":
        return 2
    least, comma, most = repeat.strip("{}").partition(",")
    if repeat in ("*", "+") or (comma and not most):
        return LONGEST_TEXT
    return int(most) - int(least) + 1 if comma else 1


@lru_cache(maxsize=256)
def _compiled(text: str) -> re.Pattern[str] | None:
    reading, place = _Reading(), 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None or not reading.takes(str(token.lastgroup), token[0]):
            return None
        place = token.end()
    if len(text) > LONGEST_PATTERN or len(reading.groups) != 1 or reading.ways > MOST_WAYS:
        return None
    try:
        return re.compile(text, re.DOTALL)
    except re.error:
        # A range or a repetition that ends before it begins.
        return None


def pattern(value: Any) -> re.Pattern[str] | None:
    """The regular expression that a value holds, or null."""
    return _compiled(value) if isinstance(value, str) else None


def matches(text: Any, form: Any) -> bool:
    """Whether the whole of a text has the form; false for anything that is no text or no pattern."""
    wanted = pattern(form)
    if wanted is None or not isinstance(text, str) or len(text) > LONGEST_TEXT:
        return False
    return wanted.fullmatch(text) is not None
