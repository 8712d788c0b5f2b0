"""What the engine makes of a definition and answers, as plain data that can be frozen.

`python -m tests.blocks.forms.golden.telling` writes what is expected of cases that have no expectation yet. It never
writes over one: a frozen expectation changes only by hand, by a person who says why old forms may change.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from motcua.blocks.forms.api import (
    FormDefinition,
    active_stops,
    asked_pages,
    input_values,
    load,
    page_fields,
    paper_texts,
    parse_page,
    resolve,
    submission_answers,
    validate_all,
    visible_pages,
)

FOLDER = Path(__file__).with_name("forms")


def definitions() -> list[Path]:
    """The frozen definitions: `<id>-<version>.form.json`, beside each its `.cases.json`."""
    return sorted(FOLDER.glob("*.form.json"))


def cases_of(form: Path) -> Path:
    """The cases of a frozen definition."""
    return form.with_name(form.name.replace(".form.json", ".cases.json"))


def tell(definition: FormDefinition, case: dict[str, Any]) -> dict[str, Any]:
    """Everything a person or a paper gets of these answers: what is shown, how it is written, what is wrong."""
    today = date.fromisoformat(case["today"])
    answers, kept = dict(case["answers"]), {}
    for page, boxes in case.get("posts", {}).items():
        post = parse_page(definition, page, boxes)
        answers |= post.answers
        kept |= post.kept
    verified = case.get("verified", [])
    resolved = resolve(definition, answers, today)
    submitted = submission_answers(definition, answers, today)
    return {
        "answers": answers,
        "kept": kept,
        "shown": sorted(resolved.shown),
        "submitted": submitted,
        "papers": paper_texts(definition, submitted),
        "problems": validate_all(definition, answers, today, kept=kept, verified=verified),
        "visible": [page.id for page in visible_pages(definition, answers, today)],
        "asked": [page.id for page in asked_pages(definition, answers, today, verified)],
        "stops": [stop.title for stop in active_stops(definition, answers, today)],
        "drawn": {
            page.id: [
                [one.field.id, one.shown, one.asked, one.required, one.reacts,
                 input_values(one.field, one.value, kept.get(one.field.id))]
                for one in page_fields(definition, page.id, answers, today, verified)
            ]
            for page in definition.pages
        },
    }  # fmt: skip


def main() -> None:
    """Freeze what is not frozen yet."""
    for path in definitions():
        definition = load(json.loads(path.read_text(encoding="utf-8")))
        cases = json.loads(cases_of(path).read_text(encoding="utf-8"))
        for case in cases:
            case.setdefault("expected", tell(definition, case))
        text = json.dumps(cases, ensure_ascii=False, indent=1) + "\n"
        cases_of(path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
