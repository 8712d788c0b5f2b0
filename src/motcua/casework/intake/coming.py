"""Files that a telephone is still sending. Nothing is handed in while one is on its way: the officer gets what the
citizen chose, not less.

The row keeps them as {key: {"upload": ..., "paper": ...}}. The key was drawn by the telephone, so that asking twice
makes room once when the first answer was lost.
"""

from uuid import UUID

from motcua.casework.intake.models import Draft, SupplementRequest

Row = Draft | SupplementRequest
_KEY_LENGTH = 64
SAID = "{paper}: tệp đang gửi, chưa tới nơi. Ông/bà chờ gửi xong rồi bấm lại; không gửi nữa thì xóa tệp ở mục giấy tờ."


def coming_of(row: Row) -> dict[UUID, str]:
    """Return what is on its way: upload id -> component code."""
    return {UUID(one["upload"]): one["paper"] for one in row.coming.values()}


def begun_under(row: Row, key: str) -> UUID | None:
    """Return the upload that was begun under a key of the telephone."""
    one = row.coming.get(key[:_KEY_LENGTH])
    return None if one is None else UUID(one["upload"])


def expect(row: Row, key: str, component_code: str, upload_id: UUID) -> None:
    """Note on a locked row that a file is on its way."""
    noted = {"upload": str(upload_id), "paper": component_code}
    row.coming = {**row.coming, (key or str(upload_id))[:_KEY_LENGTH]: noted}
    row.save(update_fields=["coming"])


def take_off(row: Row, upload_id: UUID | None) -> None:
    """Note on a locked row that a file is on its way no more: it lies there, was refused, or was given up."""
    left = {key: one for key, one in row.coming.items() if one["upload"] != str(upload_id)}
    if left != row.coming:
        row.coming = left
        row.save(update_fields=["coming"])
