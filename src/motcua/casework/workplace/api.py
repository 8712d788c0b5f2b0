"""The door of the workplace."""

from motcua.casework.workplace.errors import RunNotFound, ThreadClosed
from motcua.casework.workplace.events import MessagePosted
from motcua.casework.workplace.queries import (
    Desk,
    LabelInfo,
    Marks,
    MessageInfo,
    NoteInfo,
    ViewInfo,
    labelled,
    list_labels,
    list_notes,
    read_desk,
    read_marks,
    read_thread,
    unanswered,
)
from motcua.casework.workplace.use_cases.plan_bulk import SIGNING, ItemInfo, RunInfo, plan_bulk, read_run
from motcua.casework.workplace.use_cases.post_message import mark_thread_read, post_message
from motcua.casework.workplace.use_cases.run_bulk import run_bulk, sign_many
from motcua.casework.workplace.use_cases.save_view import forget_view, save_view
from motcua.casework.workplace.use_cases.stick_label import stick_label, take_label_off
from motcua.casework.workplace.use_cases.write_note import delete_note, write_note

__all__ = [
    "SIGNING",
    "Desk",
    "ItemInfo",
    "LabelInfo",
    "Marks",
    "MessageInfo",
    "MessagePosted",
    "NoteInfo",
    "RunInfo",
    "RunNotFound",
    "ThreadClosed",
    "ViewInfo",
    "delete_note",
    "forget_view",
    "labelled",
    "list_labels",
    "list_notes",
    "mark_thread_read",
    "plan_bulk",
    "post_message",
    "read_desk",
    "read_marks",
    "read_run",
    "read_thread",
    "run_bulk",
    "save_view",
    "sign_many",
    "stick_label",
    "take_label_off",
    "unanswered",
    "write_note",
]
