"""The texts people consent to: data with versions. A version that was shown is never edited."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class ConsentText:
    """What a person is asked to consent to. `sensitive` data are named as such in the text.

    Legal basis: Law 91/2025/QH15, Article 9; Decree 356/2025, Article 6.
    """

    purpose: str
    title: str
    text: str
    version: str
    valid_from: date
    sensitive: bool
    # Asked on the person's own page; another is asked where it is needed.
    standing: bool = True

    @property
    def hash(self) -> str:
        """Return the SHA-256 of the text, kept with each consent as proof of what was shown."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@cache
def all_texts() -> tuple[ConsentText, ...]:
    """Return every version of every text, by purpose and date."""
    found = [text for file in sorted(Path(__file__).parent.glob("*.yaml")) for text in _read(file)]
    return tuple(sorted(found, key=lambda text: (text.purpose, text.valid_from)))


def _read(file: Path) -> list[ConsentText]:
    raw: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    if raw["purpose"] != file.stem:
        raise ValueError(f"{file.name} is about {raw['purpose']}")
    return [
        ConsentText(
            raw["purpose"],
            raw["title"],
            each["text"],
            each["version"],
            each["valid_from"],
            raw["sensitive"],
            raw.get("standing", True),
        )
        for each in raw["versions"]
    ]


def texts_on(on: date) -> dict[str, ConsentText]:
    """Return the text of each purpose that is in force on a day."""
    return {text.purpose: text for text in all_texts() if text.valid_from <= on}
