"""Numbers of parcels as the post writes them: "EK123456789VN". Pure."""

import re

LONGEST = 40
MALFORMED = "Số bưu gửi gồm chữ không dấu và chữ số, từ 4 đến 40 ký tự. Ví dụ: EK123456789VN."
_NUMBER = re.compile(rf"[A-Z0-9][A-Z0-9.-]{{2,{LONGEST - 2}}}[A-Z0-9]")


def read_number(typed: str) -> str | None:
    """Return the number in capitals without spaces, "" where none was typed, None where it cannot be one."""
    number = "".join(typed.split()).upper()
    return number if not number or _NUMBER.fullmatch(number) else None
