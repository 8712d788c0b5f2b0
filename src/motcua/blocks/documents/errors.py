"""What can go wrong with a file, in words for the person who holds it."""

from typing import ClassVar

from motcua.kernel.errors import Conflict, InvalidInput, NotAvailable


class UploadRefused(InvalidInput):
    """A file that is not taken in. `reason` is a stable code; the message says what to do instead."""

    code: ClassVar[str] = "upload_refused"

    def __init__(self, reason: str, message: str) -> None:
        super().__init__({"file": message}, message)
        self.reason = reason


class FileDamaged(NotAvailable):
    """The bytes of a file are gone or were altered in the store. Operators find the file's id in the log."""

    code: ClassVar[str] = "file_damaged"

    def __init__(self) -> None:
        super().__init__(
            "Tệp này hiện không mở được vì dữ liệu lưu trữ bị lỗi. Bộ phận kỹ thuật đã được báo;"
            " giấy tờ khác và hồ sơ không bị ảnh hưởng."
        )


class UploadOutOfStep(Conflict):
    """A piece that does not begin where the last one ended; `received` says where to go on."""

    code: ClassVar[str] = "upload_out_of_step"

    def __init__(self, received: int) -> None:
        super().__init__("Phần tệp này không nối tiếp phần đã nhận.")
        self.received = received
