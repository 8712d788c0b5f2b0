"""Where a record and a hand-written procedure differ: told, never overwritten in silence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.casework.catalogue.rules.records.record import Record
from motcua.kernel.vietnamese import fold


@dataclass(frozen=True)
class Proposal:
    """A change of one fact at `path` of the content, from `current` to `proposed`."""

    path: str
    current: Any
    proposed: Any
    reason: str


def proposals(current: Mapping[str, Any], made: Mapping[str, Any], record: Record) -> list[Proposal]:
    """Facts of the record that the hand-written content says otherwise."""
    found = []
    if _words(current["name"]) != _words(made["name"]):
        found.append(Proposal("name", current["name"], made["name"], "Cổng quốc gia ghi tên khác"))
    told = {method.channel for method in record.methods if method.value is not None}
    for channel in sorted(told & set(current["terms"])):
        before, after = current["terms"][channel], made["terms"].get(channel)
        if after is not None and before != after:
            found.append(Proposal(f"terms.{channel}", before, after, "Cổng quốc gia ghi thời hạn khác"))
    known = {fold(basis["number"]) for basis in current["legal_basis"]}
    missing = [
        basis for basis in made["legal_basis"] if record.legal_codes and fold(basis["number"]) not in known
    ]
    if missing:
        after = [*current["legal_basis"], *missing]
        why = "Cổng quốc gia nêu thêm căn cứ: " + ", ".join(basis["number"] for basis in missing)
        found.append(Proposal("legal_basis", current["legal_basis"], after, why[:500]))
    found += _fee_proposals(current["fees"], made["fees"])
    return found


def _words(name: str) -> str:
    return fold(name).removeprefix("thu tuc ").strip()


def _fee_proposals(current: list[Any], made: list[Any]) -> list[Proposal]:
    """Only where both know one fixed amount: everything else needs a person's reading."""
    if len(current) != 1 or len(made) != 1 or not all(one.get("amount") for one in (current[0], made[0])):
        return []
    before, after = current[0]["amount"], made[0]["amount"]
    if before == after:
        return []
    return [Proposal(f"fees.{current[0]['code']}", before, after, "Cổng quốc gia ghi mức thu khác")]
