"""Zalo and text messages: not connected."""

from motcua.blocks.messaging.ports import ChannelUnavailable, Delivered, OutgoingMessage

INSTEAD = "Ông/bà xem thông báo trong mục Trang của tôi, hoặc gọi quầy Một cửa."


class AbsentZaloChannel:
    """Fulfils `MessageChannel`."""

    key = "zalo"
    name = "Zalo"

    def send(self, message: OutgoingMessage) -> Delivered:
        """Refuse for good: another channel has to carry it."""
        raise ChannelUnavailable(permanent=True, message=f"Chưa nhắn tin qua Zalo được. {INSTEAD}")


class AbsentSmsChannel:
    """Fulfils `MessageChannel`."""

    key = "sms"
    name = "Tin nhắn điện thoại"

    def send(self, message: OutgoingMessage) -> Delivered:
        """Refuse for good: another channel has to carry it."""
        raise ChannelUnavailable(permanent=True, message=f"Chưa nhắn tin điện thoại được. {INSTEAD}")
