"""Check the chain of every stream of events."""

from dataclasses import dataclass, field
from uuid import UUID

from motcua.blocks.audit.heads import Head
from motcua.kernel.events import START, chain_hash
from motcua.kernel.models import Event


@dataclass
class ChainCheck:
    """What a walk over all chains has found: problems, where each ends, and the digest last told of each content."""

    heads: dict[UUID, Head]
    streams: int = 0
    events: int = 0
    problems: list[str] = field(default_factory=list)
    ends: dict[UUID, int] = field(default_factory=dict)
    digests: dict[tuple[UUID, str], str] = field(default_factory=dict)
    _met: set[UUID] = field(default_factory=set)

    def row(self, row: Event, seq: int, prev: bytes) -> None:
        """Check a row against the place and the hash before it."""
        self.events += 1
        self.ends[row.stream_id] = row.seq
        for content, digest in row.payload.get("digests", {}).items():
            self.digests[row.stream_id, content] = digest
        name = f"hồ sơ {row.stream_id}, sự kiện {row.seq}"
        if row.seq != seq + 1:
            self.problems.append(f"Mất sự kiện: {name} đứng ngay sau sự kiện {seq}.")
        elif bytes(row.prev_hash) != prev:
            self.problems.append(f"Đứt chuỗi: {name} không nối vào sự kiện trước.")
        if bytes(row.hash) != chain_hash(bytes(row.prev_hash), row):
            self.problems.append(f"Bị sửa: {name} không còn khớp mã băm.")
        head = self.heads.get(row.stream_id)
        if head is not None and head.seq == row.seq:
            self._met.add(row.stream_id)
            if head.hash is not None and bytes(head.hash) != bytes(row.hash):
                self.problems.append(f"Bị thay: {name} khác với dấu cuối mà hồ sơ giữ.")

    def finish(self) -> None:
        """Report the heads that no row has reached: the tail of their chain was cut off."""
        for stream_id, head in self.heads.items():
            if head.seq > 0 and stream_id not in self._met:
                self.problems.append(f"Bị cắt đuôi: hồ sơ {stream_id} thiếu sự kiện {head.seq}.")


def check_chains(commune_id: int, heads: dict[UUID, Head]) -> ChainCheck:
    """Walk all streams of a commune, oldest event first, inside the caller's scope."""
    check = ChainCheck(heads)
    stream, (seq, prev) = None, START
    rows = Event.objects.filter(commune_id=commune_id).order_by("stream_id", "seq")
    for row in rows.iterator(chunk_size=2_000):
        if row.stream_id != stream:
            stream, (seq, prev) = row.stream_id, START
            check.streams += 1
        check.row(row, seq, prev)
        seq, prev = row.seq, bytes(row.hash)
    check.finish()
    return check
