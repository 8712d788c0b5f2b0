"""The door of the workplace."""

from motcua.casework.workplace.errors import ThreadClosed
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
from motcua.casework.workplace.use_cases.post_message import mark_thread_read, post_message
from motcua.casework.workplace.use_cases.save_view import forget_view, save_view
from motcua.casework.workplace.use_cases.stick_label import stick_label, take_label_off
from motcua.casework.workplace.use_cases.write_note import delete_note, write_note

__all__ = [
    "Desk",
    "LabelInfo",
    "Marks",
    "MessageInfo",
    "MessagePosted",
    "NoteInfo",
    "ThreadClosed",
    "ViewInfo",
    "delete_note",
    "forget_view",
    "labelled",
    "list_labels",
    "list_notes",
    "mark_thread_read",
    "post_message",
    "read_desk",
    "read_marks",
    "read_thread",
    "save_view",
    "stick_label",
    "take_label_off",
    "unanswered",
    "write_note",
]
