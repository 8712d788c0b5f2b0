"""The life of the keys that seal personal data: rotated, everything sealed anew, then the old ones retired."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from motcua.blocks.audit.api import config
from motcua.blocks.privacy.sealed_columns import count_old, reseal_batch, sealed_columns
from motcua.kernel import sealing
from motcua.kernel.actors import system
from motcua.kernel.communes import all_communes
from motcua.kernel.errors import Conflict

AT_ONCE = 200
# A transaction that sealed under the old key may still be on its way to the database when the key is rotated.
SETTLED = timedelta(hours=1)

Reseal = Callable[[int], tuple[int, int]]
"""Seal up to so many things anew; return how many were done, and how many are left under an old key."""

_stores: dict[str, Reseal] = {}


def register_sealed_store(name: str, reseal: Reseal) -> None:
    """Add a store of sealed things that are no database columns, such as files."""
    _stores[name] = reseal


@dataclass
class ResealReport:
    """What was sealed anew by place, what is left under an old key, and what no key opens any more."""

    primary: int
    done: dict[str, int] = field(default_factory=dict)
    left: int = 0
    broken: dict[str, int] = field(default_factory=dict)


def key_numbers() -> list[int]:
    """Return the numbers of the keys, the primary one last."""
    return sorted(sealing.store().ring().keys)


def rotate_keys(now: datetime) -> int:
    """Make a new primary key and return its number; what is sealed already stays readable.

    Legal basis: TCVN 14423:2026, level 3 (life cycle of keys).
    """
    number = sealing.store().rotate()
    _tell("keys.rotated", str(number), now)
    return number


def reseal(now: datetime) -> ResealReport:
    """Seal under the primary key whatever lies under an older one. Run it again after an interruption."""
    report = ResealReport(sealing.store().ring().primary)
    for column in sealed_columns():
        after, more = None, True
        while more:
            after, done, broken = reseal_batch(column, report.primary, after, AT_ONCE)
            report.done[column.name] = report.done.get(column.name, 0) + done
            if broken:
                report.broken[column.name] = report.broken.get(column.name, 0) + broken
            more = after is not None
        report.left += count_old(column, report.primary)
    for name, store in _stores.items():
        done, left = store(AT_ONCE)
        report.done[name] = done
        while done and left:
            done, left = store(AT_ONCE)
            report.done[name] += done
        report.left += left
    if any(report.done.values()):
        _tell("keys.resealed", str(report.primary), now)
    return report


def retire_idle_keys(now: datetime) -> list[int]:
    """Drop all keys but the primary one, and return their numbers.

    Everything is sealed anew first. Raises: Conflict while something lies under an old key, or within an hour
    of the last rotation, when a transaction of before it may not have reached the database yet.
    """
    rotated = datetime.fromtimestamp(sealing.store().path.stat().st_mtime, UTC)
    if now - rotated < SETTLED:
        raise Conflict("Khóa vừa được thay chưa đầy một giờ. Hãy chờ rồi bỏ khóa cũ sau.")
    report = reseal(now)
    if report.left:
        raise Conflict(f"Còn {report.left} chỗ được mã hóa bằng khóa cũ nên chưa bỏ được khóa nào.")
    old = [number for number in key_numbers() if number != report.primary]
    for number in old:
        sealing.store().retire(number)
    if old:
        _tell("keys.retired", ",".join(map(str, old)), now)
    return old


def _tell(action: str, purpose: str, now: datetime) -> None:
    for commune_id in all_communes():
        config(system(commune_id), action, "key", None, now=now, purpose=purpose)
