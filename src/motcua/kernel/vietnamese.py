"""Vietnamese text: search folding, alphabetical order and the writing of names.

Pure functions of the standard library. Input may be composed (NFC) or decomposed (NFD), as
different keyboards and phones send it; both always give the same answer.
"""

import re
import unicodedata
from typing import Literal

ToneStyle = Literal["keep", "traditional", "reformed"]
"""Where a tone stands on a final oa, oe, uy: `traditional` hòa, thúy; `reformed` hoà, thuý."""

_GRAVE, _ACUTE, _CIRCUMFLEX, _TILDE = "\u0300", "\u0301", "\u0302", "\u0303"
_BREVE, _HOOK, _HORN, _DOT = "\u0306", "\u0309", "\u031b", "\u0323"

# The order of Vietnamese dictionaries: no tone, huyền, hỏi, ngã, sắc, nặng.
_TONE_WEIGHTS = {_GRAVE: 1, _HOOK: 2, _TILDE: 3, _ACUTE: 4, _DOT: 5}
_TONES = "".join(_TONE_WEIGHTS)
_OTHER_MARK_WEIGHT = 6
# The marks that make a letter of its own, and the rank of that letter after its plain one. "{" and
# "|" stand after "z" in byte order, so "ă" (a{) comes after every word in plain "a" and before "b".
_LETTER_MARKS = {
    ("a", _BREVE): "{",
    ("a", _CIRCUMFLEX): "|",
    ("e", _CIRCUMFLEX): "{",
    ("o", _CIRCUMFLEX): "{",
    ("o", _HORN): "|",
    ("u", _HORN): "{",
}
_LETTER_D = "\u0111"  # đ has no decomposition: its stroke is not a combining mark

# Eth and the African D look like Đ and come out of old fonts and foreign keyboards.
_LOOKALIKES = str.maketrans(
    {
        "\u00d0": "\u0110",
        "\u00f0": _LETTER_D,
        "\u0189": "\u0110",
        "\u0256": _LETTER_D,
        **dict.fromkeys("\u2018\u2019\u02bb\u02bc\u02b9\u2032\u0060\u00b4", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    }
)
_WORD = re.compile(r"[\w\u0300-\u036f]+")
_END = r"(?![\w\u0300-\u036f])"
_TRADITIONAL = re.compile(rf"(?:(o)([{_TONES}])([ae])|(?<!q)(u)([{_TONES}])(y)){_END}", re.IGNORECASE)
_REFORMED = re.compile(rf"(?:(o)([ae])([{_TONES}])|(?<!q)(u)(y)([{_TONES}])){_END}", re.IGNORECASE)


def _decompose(text: str) -> str:
    """Lower case, compatibility-decomposed, without invisible characters."""
    plain = unicodedata.normalize("NFKD", text.translate(_LOOKALIKES))
    # Twice: a compatibility form may fold to a capital, a capital to a composed letter.
    lowered = unicodedata.normalize("NFKD", plain.casefold()).translate(_LOOKALIKES)
    return "".join(sign for sign in lowered if unicodedata.category(sign) != "Cf")


def fold(text: str) -> str:
    """The search form: no tones, no marks, đ as d, lower case, punctuation and spaces as one space."""
    letters = (
        "d" if sign == _LETTER_D else sign if sign.isalnum() else " "
        for sign in _decompose(text)
        if not unicodedata.category(sign).startswith("M")
    )
    return " ".join("".join(letters).split())


_SOUNDS = (
    (re.compile(r"\b(?:gi(?=[aeiouy])|[rd](?=[aeiouy]))"), "d"),
    (re.compile(r"\bx"), "s"),
    (re.compile(r"\btr"), "ch"),
    (re.compile(r"\bl(?=[aeiouy])"), "n"),
    (re.compile(r"y"), "i"),
)


def sound(text: str) -> str:
    """How a text sounds to most ears: as `fold`, and d/gi/r, s/x, ch/tr, l/n, i/y are one."""
    folded = fold(text)
    for pattern, heard in _SOUNDS:
        folded = pattern.sub(heard, folded)
    return folded


def sort_key(text: str) -> str:
    """A key whose byte order is the Vietnamese alphabetical order of `text`.

    First the letters (a ă â b c d đ e ê ... u ư v x y) of the whole text, word by word; only texts
    equal in letters are ordered by their tones. Case and punctuation do not count. The key is meant
    for a stored column with the collation "C".
    """
    words: list[str] = []
    tones: list[str] = []
    for word in _words_with_marks(_decompose(text)):
        letters, tone = _weigh(word)
        words.append(letters)
        tones.append(tone)
    return f"{'-'.join(words)} {'-'.join(tones)}".rstrip("- ")


def given_name_sort_key(full_name: str) -> str:
    """The key of Vietnamese lists of people: given name (last word) first, then the words before it."""
    *before, given = full_name.split() or [""]
    # "!" is below every sign of a key except the space that parts letters from tones: a short given
    # name stays before a longer one, and tones of the given name weigh more than the family name.
    return f"{sort_key(given)} ! {sort_key(' '.join(before))}".rstrip("! ")


def normalise_name(text: str, *, tones: ToneStyle = "keep") -> str:
    """A person's name as it is stored: NFC, single spaces, a capital at each part.

    Parts after a hyphen or an apostrophe get a capital too ("H'Hen Niê", "Y Moan Êñuôl"). Tones stay
    where the papers have them unless a style is asked for.
    """
    composed = unicodedata.normalize("NFC", text.translate(_LOOKALIKES))
    visible = "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")
    spaced = " ".join(visible.split())
    titled = _WORD.sub(lambda word: word[0][:1].title() + word[0][1:].lower(), spaced)
    return place_tones(titled, tones)


def place_tones(text: str, style: ToneStyle) -> str:
    """`text` in NFC with the tone of a final oa, oe, uy where `style` puts it (qu is a consonant)."""
    composed = unicodedata.normalize("NFC", text)
    if style == "keep":
        return composed
    pattern = _TRADITIONAL if style == "reformed" else _REFORMED
    moved = pattern.sub(_swap_last_two, unicodedata.normalize("NFD", composed))
    return unicodedata.normalize("NFC", moved)


def _swap_last_two(found: re.Match[str]) -> str:
    first, second, third = (part for part in found.groups() if part is not None)
    return first + third + second


def _words_with_marks(decomposed: str) -> list[str]:
    kept = (
        sign if sign.isalnum() or unicodedata.category(sign).startswith("M") else " " for sign in decomposed
    )
    return "".join(kept).split()


def _weigh(word: str) -> tuple[str, str]:
    """The letters of one decomposed word as sortable signs, and the tones it carries."""
    letters: list[str] = []
    tones: list[str] = []
    base = ""
    for sign in word:
        if not unicodedata.category(sign).startswith("M"):
            base = "d" if sign == _LETTER_D else sign
            letters.append("d{" if sign == _LETTER_D else sign)
        elif rank := _LETTER_MARKS.get((base, sign)):
            letters.append(rank)
        else:
            tones.append(str(_TONE_WEIGHTS.get(sign, _OTHER_MARK_WEIGHT)))
    return "".join(letters), "".join(tones)
