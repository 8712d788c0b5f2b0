"""Check the contents kept beside the events against the digests that the events tell."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Max

from motcua.blocks.audit.contents import Content, known_contents
from motcua.blocks.audit.verification.chains import ChainCheck
from motcua.kernel.events import digest_of
from motcua.kernel.fields import BROKEN
from motcua.kernel.models import Event


def check_contents(commune_id: int, chains: ChainCheck) -> list[str]:
    """Return what does not fit: a content changed, added or lost. Inside the caller's scope, after the walk."""
    told = dict(chains.digests)
    found: list[tuple[UUID, str]] = []
    for content in known_contents(commune_id):
        wanted = told.pop((content.stream_id, content.name), None)
        if (fault := _fault(content, wanted)) is not None:
            found.append((content.stream_id, fault))
    found += [(stream_id, f"Mất nội dung: “{name}”") for stream_id, name in told]
    moved = _moved(commune_id, {stream_id for stream_id, _ in found}, chains.ends)
    return [f"{fault} của hồ sơ {stream_id}." for stream_id, fault in found if stream_id not in moved]


def _fault(content: Content, wanted: str | None) -> str | None:
    if content.value is BROKEN:
        return f"Nội dung không mở được: “{content.name}”"
    if wanted is None:
        return f"Nội dung lạ, không sự kiện nào ghi: “{content.name}”"
    if digest_of(content.stream_id, content.name, content.value) != wanted:
        return f"Nội dung bị sửa: “{content.name}”"
    return None


def _moved(commune_id: int, streams: set[UUID], ends: Mapping[UUID, int]) -> set[UUID]:
    """Return the streams that went on since the walk: their contents are newer than the digests seen."""
    rows = Event.objects.filter(commune_id=commune_id, stream_id__in=streams).values("stream_id")
    return {
        row["stream_id"]
        for row in rows.annotate(end=Max("seq")).order_by()
        if row["end"] > ends.get(row["stream_id"], 0)
    }
