"""The tables of the portal itself: wrong guesses at look-ups, and posts that wait for a login."""

from django.db import models

from motcua.kernel.fields import SealedJSONField
from motcua.kernel.personal import SENSITIVE, personal


class WrongGuess(models.Model):
    """How often one place, or one code, was guessed wrongly in the present window of time.

    The key is a keyed digest: neither an address nor a code can be read from it.
    """

    key = models.CharField(max_length=32, primary_key=True)
    count = models.IntegerField()
    ends_at = models.DateTimeField(db_index=True)


class WaitingPost(models.Model):
    """What a person sent when the session was over, sealed, until the login is done.

    The key is a keyed digest of a secret that only the browser holds, in a cookie; the place is one of the
    network it came from.
    """

    key = models.CharField(max_length=32, primary_key=True)
    place = models.CharField(max_length=32, db_index=True)
    content = personal(
        SealedJSONField(),
        klass=SENSITIVE,
        purpose="Giữ lại nội dung vừa gõ khi phiên đăng nhập hết hạn",
        basis="Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 19",
        retention="1 giờ",
    )
    ends_at = models.DateTimeField(db_index=True)
