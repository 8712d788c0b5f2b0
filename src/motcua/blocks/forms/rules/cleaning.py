"""What people type, made regular: composed letters, ASCII digits, no invisible characters."""

import unicodedata

INPUT_LIMIT = 20_000


def clean_line(text: str) -> str:
    """One line: composed (NFC), invisible characters dropped, runs of space made one."""
    return " ".join(_visible(text).split())


def clean_lines(text: str) -> str:
    """Several lines: each cleaned, empty lines at both ends dropped, at most one empty line between."""
    lines = [clean_line(line) for line in _newlines(text).split("\n")]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")


def _newlines(text: str) -> str:
    for mark in ("\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"):
        text = text.replace(mark, "\n")
    return text


def _visible(text: str) -> str:
    composed = unicodedata.normalize("NFC", text[:INPUT_LIMIT])
    kept = "".join(_visible_letter(letter) for letter in composed)
    return unicodedata.normalize("NFC", kept)


def _visible_letter(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Cc":
        return " "
    return "" if kind in ("Cf", "Cs") else letter


def ascii_digits(text: str) -> str:
    """Digits of any script as 0-9, everything else unchanged."""
    return "".join(
        str(unicodedata.decimal(letter)) if not letter.isascii() and letter.isdecimal() else letter
        for letter in text
    )


def without(text: str, marks: str) -> str:
    """The text without any of these characters."""
    return "".join(letter for letter in text if letter not in marks)


def is_digits(text: str) -> bool:
    """True for one or more of 0-9."""
    return text.isascii() and text.isdigit()
