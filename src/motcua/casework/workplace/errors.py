"""Refusals of the workplace."""

from motcua.kernel.errors import Conflict, NotFound


class ThreadClosed(Conflict):
    """Nobody writes about a dossier that nothing is left to be done about."""

    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ đã kết thúc nên không gửi tin được nữa. Ông/bà gọi điện hoặc đến quầy Một cửa."
        )


class RunNotFound(NotFound):
    """There is no such run, or it is another officer's."""

    def __init__(self) -> None:
        super().__init__("Không tìm thấy lần làm hàng loạt này.")
