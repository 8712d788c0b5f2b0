"""The only door of authoring."""

from motcua.casework.authoring.copies import (
    CopyInfo,
    SampleInfo,
    find_copy,
    get_copy,
    list_copies,
    list_samples,
)
from motcua.casework.authoring.errors import ChangedElsewhere, NotReady, ProcessNotReady
from motcua.casework.authoring.processes import (
    DueStep,
    ProcessCopy,
    ProcessFault,
    find_process,
    get_process,
    list_processes,
    process_doubts,
    process_faults,
    try_dates,
)
from motcua.casework.authoring.rules import editing, process_editing
from motcua.casework.authoring.rules.bpmn import to_bpmn
from motcua.casework.authoring.rules.calculations import (
    CALCULATIONS,
    Calculation,
    Term,
    from_calculation,
    to_calculation,
)
from motcua.casework.authoring.rules.conditions import (
    OPS,
    TODAY,
    Group,
    Groups,
    Side,
    Test,
    to_expression,
    to_groups,
)
from motcua.casework.authoring.rules.differences import Difference, differences
from motcua.casework.authoring.rules.drawing import Drawing, draw
from motcua.casework.authoring.rules.faults import Fault, faults_of, placed
from motcua.casework.authoring.rules.process_differences import (
    branch_words,
    consult_words,
    percent,
    process_differences,
)
from motcua.casework.authoring.rules.reading import MOST_BYTES, Line, ReadForm, read_form, written
from motcua.casework.authoring.rules.shape import Form, fields_of, find_field, label_of
from motcua.casework.authoring.rules.trying import Outcome, changes, divides_by_zero, outcome_of
from motcua.casework.authoring.rules.wording import in_words, value_words, when_words
from motcua.casework.authoring.use_cases.keep_samples import drop_sample, expect_outcome, keep_sample
from motcua.casework.authoring.use_cases.publish_form import (
    Announcement,
    Readiness,
    known_kinds,
    publish_copy,
    readiness,
)
from motcua.casework.authoring.use_cases.publish_process import publish_process
from motcua.casework.authoring.use_cases.work_on_form import (
    begin_copy,
    change_copy,
    discard_copy,
    undo_change,
)
from motcua.casework.authoring.use_cases.work_on_process import (
    begin_process,
    change_process,
    discard_process,
    undo_process,
)

__all__ = [
    "CALCULATIONS", "MOST_BYTES", "OPS", "TODAY", "Announcement", "Calculation", "ChangedElsewhere", "CopyInfo",
    "Difference", "Drawing", "DueStep", "Fault", "Form", "Group", "Groups", "Line", "NotReady", "Outcome",
    "ProcessCopy", "ProcessFault", "ProcessNotReady", "ReadForm", "Readiness", "SampleInfo", "Side", "Term",
    "Test", "begin_copy", "begin_process", "branch_words", "change_copy", "change_process", "changes",
    "consult_words", "differences", "discard_copy", "discard_process", "divides_by_zero", "draw", "drop_sample",
    "editing", "expect_outcome", "faults_of", "fields_of", "find_copy", "find_field", "find_process",
    "from_calculation", "get_copy", "get_process", "in_words", "keep_sample", "known_kinds", "label_of",
    "list_copies", "list_processes", "list_samples", "outcome_of", "percent", "placed", "process_differences",
    "process_doubts", "process_editing", "process_faults", "publish_copy", "publish_process", "read_form",
    "readiness", "to_bpmn", "to_calculation", "to_expression", "to_groups", "try_dates", "undo_change",
    "undo_process", "value_words", "when_words", "written",
]  # fmt: skip
