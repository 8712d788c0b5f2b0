"""Text as it comes out of web pages and office files, made plain: NFC, no tags, no invisible signs."""

import re
import unicodedata
from html.parser import HTMLParser

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:[a-zA-Z]{2,12}|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_BREAKING = frozenset({"br", "p", "div", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT = frozenset({"script", "style", "head", "title", "template", "iframe", "object", "svg"})
_BULLETS = str.maketrans({"\uf0fc": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf0b7": "•", "\u00a0": " "})
# Control signs, soft hyphens, marks of direction, private signs of office fonts.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff\ud800-\udfff]"
)
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_DEEPEST_UNESCAPE = 2


class _Text(HTMLParser):
    """Keeps the words and the line breaks of a page; what a browser would run or hide is dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._hidden += 1
        elif tag in _BREAKING:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._hidden = max(self._hidden - 1, 0)
        elif tag in _BREAKING:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)


def _without_markup(text: str) -> str:
    reader = _Text()
    reader.feed(text)
    reader.close()
    return "".join(reader.pieces)


def plain(text: str) -> str:
    """The text in lines, each trimmed; HTML becomes words, "a < b" stays as it is."""
    for _ in range(_DEEPEST_UNESCAPE):  # Text that was escaped twice on its way is met in practice.
        if not _MARKUP.search(text):
            break
        text = _without_markup(text)
    text = unicodedata.normalize("NFC", text.translate(_BULLETS))
    text = _INVISIBLE.sub("", text.replace("\r", "\n"))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(plain(text).split())


def shortened(text: str, limit: int) -> str:
    """The text, or as many whole words of it as fit `limit` with the sign that there is more."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1].rsplit(" ", 1)[0] or text[: limit - 1]
    return cut.rstrip(" ,;:.-(") + "…"


def paragraphs(text: str, limit: int = 3900) -> list[str]:
    """The lines of a text joined to pieces of at most `limit` signs, nothing lost."""
    found: list[str] = []
    for line in plain(text).split("\n"):
        rest = line
        while rest:
            piece = rest if len(rest) <= limit else rest[:limit].rsplit(" ", 1)[0]
            rest = rest[len(piece) :].strip()
            if found and len(found[-1]) + len(piece) < limit:
                found[-1] += "\n" + piece
            elif piece:
                found.append(piece)
    return found
