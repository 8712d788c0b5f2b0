"""What cannot be kept is answered by a page in plain words, whatever address it was sent to."""

import pytest
from django.test import Client

from motcua.interfaces.door.door import NOT_KEPT, TOO_LARGE, TOO_MANY


@pytest.mark.parametrize(
    ("reason", "status", "words"), [(TOO_LARGE, 413, "quá lớn"), (TOO_MANY, 503, "gửi lại sau ít phút")]
)
def test_the_person_is_told(client: Client, reason: str, status: int, words: str) -> None:
    answer = client.post("/nop/x/giay-to/", {}, **{NOT_KEPT: reason})  # type: ignore[arg-type]
    assert answer.status_code == status
    text = answer.content.decode()
    assert words in text
    assert "Những gì đã lưu vẫn còn" in text
