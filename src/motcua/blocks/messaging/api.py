"""The door to messaging: everything another context may use."""

from motcua.blocks.messaging.channels import provide_channel
from motcua.blocks.messaging.errors import AlreadySent
from motcua.blocks.messaging.ports import PushAddress, PushService
from motcua.blocks.messaging.queries import (
    DeliveryInfo,
    MessageInfo,
    SentMessage,
    count_devices,
    get_message,
    list_messages,
    list_open_deliveries,
    list_sent,
    unread_count,
)
from motcua.blocks.messaging.use_cases.mark_read import mark_read
from motcua.blocks.messaging.use_cases.retry_delivery import retry_delivery
from motcua.blocks.messaging.use_cases.send import send
from motcua.blocks.messaging.use_cases.switch_off_device import switch_off_device, switch_off_devices
from motcua.blocks.messaging.use_cases.switch_on_device import switch_on_device

__all__ = [
    "AlreadySent",
    "DeliveryInfo",
    "MessageInfo",
    "PushAddress",
    "PushService",
    "SentMessage",
    "count_devices",
    "get_message",
    "list_messages",
    "list_open_deliveries",
    "list_sent",
    "mark_read",
    "provide_channel",
    "retry_delivery",
    "send",
    "switch_off_device",
    "switch_off_devices",
    "switch_on_device",
    "unread_count",
]
