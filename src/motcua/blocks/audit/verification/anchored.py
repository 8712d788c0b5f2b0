"""Check the seals of the database against their copies outside it."""

from collections.abc import Sequence
from datetime import datetime

from motcua.blocks.audit.rules import Anchor
from motcua.blocks.audit.verification.seals import PATIENCE

Seals = dict[int, tuple[bytes, datetime]]


def check_anchors(anchors: Sequence[Anchor | None], seals: Seals, now: datetime) -> list[str]:
    """Return what differs between the anchors and the seals (hash and time of sealing, by number)."""
    problems, last = [], 0
    for place, anchor in enumerate(anchors, start=1):
        if anchor is None:
            problems.append(f"Tệp neo: dòng {place} không đọc được.")
            continue
        if anchor.number != last + 1:
            problems.append(f"Tệp neo: sau số {last} là số {anchor.number}.")
        last = anchor.number
        if anchor.number not in seals:
            problems.append(f"Dấu niêm {anchor.number} có trong tệp neo mà không còn trong cơ sở dữ liệu.")
        elif seals[anchor.number][0].hex() != anchor.hash:
            problems.append(f"Dấu niêm {anchor.number} khác với tệp neo: nhật ký đã bị viết lại.")
    missing = [n for n, (_, at) in seals.items() if n > last and at < now - PATIENCE]
    if missing:
        problems.append(f"Tệp neo thiếu dấu niêm từ số {min(missing)} đến số {max(missing)}.")
    return problems
