"""Refusals of the workplace."""

from motcua.kernel.errors import Conflict


class ThreadClosed(Conflict):
    """Nobody writes about a dossier that nothing is left to be done about."""

    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ đã kết thúc nên không gửi tin được nữa. Ông/bà gọi điện hoặc đến quầy Một cửa."
        )
