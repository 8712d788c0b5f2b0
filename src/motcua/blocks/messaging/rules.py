"""What may leave the product, and when a delivery is tried again. No clock, no I/O."""

from dataclasses import dataclass
from uuid import UUID

# After the first attempt: half a minute, two minutes, ... three hours; about nine hours in all.
WAITS_SECONDS = (30, 120, 300, 900, 3600, 10800, 14400)


@dataclass(frozen=True)
class Teaser:
    """What is said outside: that there is news, and where it can be read after logging in."""

    subject: str
    body: str


def teaser(reference: str, portal: str) -> Teaser:
    """Return the text for a channel. It holds no content, no name and no link that opens anything by itself.

    Mail is read by others and kept elsewhere, and people are taught not to follow links to log in.
    Legal basis: Law 91/2025/QH15 (data minimisation).
    """
    about = f"Hồ sơ {reference}" if reference else "Hồ sơ của ông/bà"
    return Teaser(
        subject=f"{about} có thông báo mới",
        body=(
            f"Kính gửi ông/bà,\n\n{about} có thông báo mới.\n\n"
            f"Để xem, hãy tự mở trang {portal}, đăng nhập bằng VNeID rồi chọn «Trang của tôi».\n\n"
            "Thư này gửi tự động. Cơ quan nhà nước không bao giờ hỏi mật khẩu hoặc mã OTP qua thư.\n"
        ),
    )


def place(about_id: UUID | None, message_id: UUID) -> str:
    """Return where on the portal the news is: the dossier's page, else the message's. It opens after the login."""
    return f"/ho-so/{about_id}/" if about_id else f"/thong-bao/{message_id}/"


def wait_after(attempts: int, asked: int = 0) -> int | None:
    """Return the seconds to wait after so many failed attempts, or None when it is given up.

    `asked`: how long the channel wants to be left alone (seconds), heeded up to the longest wait of ours.
    """
    if attempts > len(WAITS_SECONDS):
        return None
    return max(WAITS_SECONDS[attempts - 1], min(asked, max(WAITS_SECONDS)))
