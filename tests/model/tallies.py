"""What a run of many lives did: kept in a folder for whoever asked for it, as `make trust` does."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.model.sequences import Sequence, begin
from tests.model.states import Order


@dataclass
class Tally:
    """`kind`: rules or store; `difference`: the first one, as text, or nothing."""

    kind: str
    part: int
    lives: int = 0
    orders: int = 0
    refused: int = 0
    difference: str = ""

    def count(self, sequence: Sequence) -> None:
        """Count a life: how many orders it has and how many of them the reference refuses."""
        play = begin(sequence)
        self.lives += 1
        for event in sequence.events:
            if isinstance(event, Order):
                self.orders += 1
                self.refused += bool(play.order(event))
            else:
                play.happen(event)

    def leave(self) -> None:
        """Write it where it was asked for."""
        folder = os.environ.get("MOTCUA_MODEL_TALLY")
        if folder:
            name = f"{self.kind}-{self.part}.json"
            (Path(folder) / name).write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")


def asked_for() -> bool:
    """Tell whether somebody asked for tallies."""
    return "MOTCUA_MODEL_TALLY" in os.environ


def lives(default: int) -> int:
    """Return how many lives were asked for."""
    return int(os.environ.get("MOTCUA_MODEL_LIVES", str(default)))
