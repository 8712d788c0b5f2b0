"""The door of synchronisation."""

from motcua.casework.synchronisation.errors import ToldNotFound
from motcua.casework.synchronisation.queries import (
    AsideInfo,
    PortalInfo,
    count_aside,
    may_read,
    national_code_of,
    read_portal,
)
from motcua.casework.synchronisation.rules.codes import plain_code
from motcua.casework.synchronisation.use_cases.ask_portal import PortalReport, ask_portal, is_connected
from motcua.casework.synchronisation.use_cases.mind_aside import settle, try_again

__all__ = [
    "AsideInfo",
    "PortalInfo",
    "PortalReport",
    "ToldNotFound",
    "ask_portal",
    "count_aside",
    "is_connected",
    "may_read",
    "national_code_of",
    "plain_code",
    "read_portal",
    "settle",
    "try_again",
]
