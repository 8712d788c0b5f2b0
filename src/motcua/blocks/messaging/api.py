"""The door to messaging: everything another context may use."""

from motcua.blocks.messaging.channels import provide_channel
from motcua.blocks.messaging.errors import AlreadySent
from motcua.blocks.messaging.queries import (
    DeliveryInfo,
    MessageInfo,
    SentMessage,
    get_message,
    list_messages,
    list_open_deliveries,
    list_sent,
    unread_count,
)
from motcua.blocks.messaging.use_cases.mark_read import mark_read
from motcua.blocks.messaging.use_cases.retry_delivery import retry_delivery
from motcua.blocks.messaging.use_cases.send import send

__all__ = [
    "AlreadySent",
    "DeliveryInfo",
    "MessageInfo",
    "SentMessage",
    "get_message",
    "list_messages",
    "list_open_deliveries",
    "list_sent",
    "mark_read",
    "provide_channel",
    "retry_delivery",
    "send",
    "unread_count",
]
