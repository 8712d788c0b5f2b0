"""The door of the watch."""

from motcua.casework.watch.queries import (
    DAYS,
    MOST_TOLD,
    FindingInfo,
    LoadLine,
    NoticeInfo,
    WatchInfo,
    count_unread,
    list_notices,
    may_read_load,
    read_load,
    read_watch,
)
from motcua.casework.watch.use_cases.mark_read import mark_read
from motcua.casework.watch.use_cases.prove_days import run_night
from motcua.casework.watch.use_cases.run_watch import WatchReport, run_watch
from motcua.casework.watch.use_cases.send_digest import send_digest

__all__ = [
    "DAYS",
    "MOST_TOLD",
    "FindingInfo",
    "LoadLine",
    "NoticeInfo",
    "WatchInfo",
    "WatchReport",
    "count_unread",
    "list_notices",
    "mark_read",
    "may_read_load",
    "read_load",
    "read_watch",
    "run_night",
    "run_watch",
    "send_digest",
]
