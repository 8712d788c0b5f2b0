"""The sample answers that a procedure's folder holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SAMPLES = "sample.yaml"


@dataclass(frozen=True)
class SampleAnswers:
    """Made-up answers of a whole dossier, under a name."""

    name: str
    answers: Mapping[str, Any]


def folder_samples(root: Path, code: str) -> list[SampleAnswers]:
    """Return the samples of a procedure's folder; none where the folder or the file is not there.

    They are called by their `label`, for officers; `name` is for who writes procedures.
    """
    path = root / code / SAMPLES
    # A code comes out of an address: it names a folder of this root and nothing else.
    if "/" in code or "\\" in code or code.startswith(".") or not path.is_file():
        return []
    # Samples share parts with each other by merging, which definitions never do.
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        SampleAnswers(str(one.get("label") or f"Mẫu có sẵn {number}")[:120], one["answers"])
        for number, one in enumerate(told["samples"], 1)
    ]
