"""Amounts as officers type them."""

AMOUNT_HINT = "Ghi số tiền bằng chữ số, ví dụ 8000."


def read_amount(typed: str) -> int | None:
    """Return an amount in đồng typed as 8000, 8.000 or 8 000 đồng; None for anything else."""
    digits = typed.replace(".", "").replace(" ", "").removesuffix("đồng").removesuffix("đ")
    whole = digits.isascii() and digits.isdigit() and len(digits) <= 12
    return int(digits) if whole else None
