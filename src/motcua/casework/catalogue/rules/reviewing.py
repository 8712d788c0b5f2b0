"""What a review of the catalogue proposes: papers the State can look up, and levels the lists speak of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from motcua.casework.catalogue.rules.records.proposing import Proposal
from motcua.kernel.vietnamese import fold

_LONGEST_NAME = 160


@dataclass(frozen=True)
class Replaceable:
    """A kind of paper: words of its name, where its content lies, and the basis of looking it up."""

    words: tuple[str, ...]
    source: str
    basis: str


@cache
def replaceable_papers() -> tuple[Replaceable, ...]:
    """The kinds of papers of `defaults/replaceable_papers.yaml`."""
    place = files("motcua.casework.catalogue").joinpath("defaults/replaceable_papers.yaml")
    data = yaml.safe_load(place.read_text(encoding="utf-8"))
    return tuple(Replaceable(tuple(one["words"]), one["source"], one["basis"]) for one in data)


def review(
    level: str, components: Iterable[Mapping[str, Any]], lists: Iterable[str], papers: Sequence[Replaceable]
) -> list[Proposal]:
    """Proposals for the level and the components of one procedure; `lists`: where it stands on the day."""
    found = []
    for component in components:
        if component.get("replaced_by_data") or component.get("form"):
            continue
        if len(component["name"]) > _LONGEST_NAME:
            # A paragraph that mentions the paper: no ground for a proposal.
            continue
        name = fold(component["name"])
        kind = next((one for one in papers if any(words in name for words in one.words)), None)
        if kind is not None:
            path = f"components.{component['code']}.replaced_by_data"
            found.append(
                Proposal(
                    path, None, f"Tra trong {kind.source}.", f"“{component['name']}”: {kind.basis}"[:500]
                )
            )
    if "full_online" in set(lists) and level != "full_online":
        why = "Danh sách ghi đủ điều kiện toàn trình"
        found.append(Proposal("level", level, "full_online", why))
    return found
