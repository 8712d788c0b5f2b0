"""What can be refused about a message."""

from typing import ClassVar

from motcua.kernel.errors import Conflict


class AlreadySent(Conflict):
    """The delivery has arrived; sending it again would double it."""

    code: ClassVar[str] = "already_sent"

    def __init__(self) -> None:
        super().__init__("Thông báo này đã được gửi đi rồi nên không gửi lại.")
