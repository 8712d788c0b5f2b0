"""What an administrator typed into the preview: kept with the login, for one form at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from motcua.blocks.forms import api as forms
from motcua.interfaces.ui.middleware import Request

_KEY = "form_trial"


@dataclass(frozen=True)
class _Drawn:
    form: forms.FormDefinition


@dataclass(frozen=True)
class Trial:
    """A form with made-up answers, as the drawing of a citizen's page wants it."""

    version: _Drawn
    answers: dict[str, Any]
    kept: dict[str, dict[str, str]]
    verified: frozenset[str] = frozenset()
    origins: dict[str, str] = field(default_factory=dict)


def trial_of(request: Request, code: str, form: forms.FormDefinition) -> Trial:
    """Return what was typed for this form so far; at the start its defaults."""
    told = request.session.get(_KEY) or {}
    if told.get("code") != code:
        return Trial(_Drawn(form), dict(forms.prefill(form, {}).answers), {})
    return Trial(_Drawn(form), dict(told["answers"]), dict(told["kept"]))


def answers_of(request: Request, code: str) -> dict[str, Any]:
    """Return the answers typed for a form so far."""
    told = request.session.get(_KEY) or {}
    return dict(told["answers"]) if told.get("code") == code else {}


def keep(
    request: Request, code: str, answers: Mapping[str, Any], kept: Mapping[str, Any] | None = None
) -> None:
    """Keep answers for the next page."""
    request.session[_KEY] = {"code": code, "answers": dict(answers), "kept": dict(kept or {})}


def forget(request: Request) -> None:
    """Throw away what was typed."""
    request.session.pop(_KEY, None)


def take(
    trial: Trial, page_id: str, raw: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """Return answers and unreadable boxes after a page was posted."""
    post = forms.parse_page(trial.version.form, page_id, raw)
    answers = {key: value for key, value in {**trial.answers, **post.answers}.items() if value is not None}
    kept = {key: boxes for key, boxes in trial.kept.items() if key not in post.answers} | post.kept
    return answers, kept


def errors_of(trial: Trial, page_id: str, on: date) -> dict[str, str]:
    """Return what a citizen would be told about a page."""
    return forms.validate_page(trial.version.form, page_id, trial.answers, on, kept=trial.kept)
