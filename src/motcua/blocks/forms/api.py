"""The only door of forms."""

from motcua.blocks.forms.errors import DefinitionError
from motcua.blocks.forms.rules.asking import BARE_PARTS, is_name, may_lack_marks
from motcua.blocks.forms.rules.checking import check, judging_problems
from motcua.blocks.forms.rules.definition import (
    SOURCES,
    Bearer,
    Check,
    Field,
    FormDefinition,
    Option,
    Page,
    Stop,
)
from motcua.blocks.forms.rules.dependencies import depends_on, fields_behind, in_order
from motcua.blocks.forms.rules.display import display, display_date, display_money, input_values, paper_texts
from motcua.blocks.forms.rules.expressions import Problem, evaluate, fields_of, holds, is_answered
from motcua.blocks.forms.rules.loading import build_form, load
from motcua.blocks.forms.rules.parsing import PagePost, Parsed, parse, parse_page
from motcua.blocks.forms.rules.prefill import Prefilled, likely_suggestions, prefill, suggestions_for
from motcua.blocks.forms.rules.rows import cell, change_rows, row_count
from motcua.blocks.forms.rules.schemas import SCHEMA_VERSION, path_text, schema_problems, schema_text
from motcua.blocks.forms.rules.suggestion_lists import ETHNIC_GROUPS
from motcua.blocks.forms.rules.validation import (
    judge,
    judge_beside,
    row_problems,
    validate_all,
    validate_page,
)
from motcua.blocks.forms.rules.visibility import (
    FieldState,
    Resolved,
    active_stops,
    asked_pages,
    counting_values,
    decide,
    filled_values,
    next_page,
    page_fields,
    previous_page,
    resolve,
    submission_answers,
    visible_pages,
)
from motcua.blocks.forms.rules.way import undecided_pages
from motcua.blocks.forms.rules.words import date_words
from motcua.kernel.money import number_words

__all__ = [
    "BARE_PARTS",
    "ETHNIC_GROUPS",
    "SCHEMA_VERSION",
    "SOURCES",
    "Bearer",
    "Check",
    "DefinitionError",
    "Field",
    "FieldState",
    "FormDefinition",
    "Option",
    "Page",
    "PagePost",
    "Parsed",
    "Prefilled",
    "Problem",
    "Resolved",
    "Stop",
    "active_stops",
    "asked_pages",
    "build_form",
    "cell",
    "change_rows",
    "check",
    "counting_values",
    "date_words",
    "decide",
    "depends_on",
    "display",
    "display_date",
    "display_money",
    "evaluate",
    "fields_behind",
    "fields_of",
    "filled_values",
    "holds",
    "in_order",
    "input_values",
    "is_answered",
    "is_name",
    "judge",
    "judge_beside",
    "judging_problems",
    "likely_suggestions",
    "load",
    "may_lack_marks",
    "next_page",
    "number_words",
    "page_fields",
    "paper_texts",
    "parse",
    "parse_page",
    "path_text",
    "prefill",
    "previous_page",
    "resolve",
    "row_count",
    "row_problems",
    "schema_problems",
    "schema_text",
    "submission_answers",
    "suggestions_for",
    "undecided_pages",
    "validate_all",
    "validate_page",
    "visible_pages",
]
