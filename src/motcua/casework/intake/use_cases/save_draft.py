"""Keep what a person types: any input is taken, nothing is judged away, no window overwrites another unseen."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake.drafts import DraftInfo, as_info, lock_open_draft
from motcua.casework.intake.errors import ChangedElsewhere
from motcua.casework.intake.models import Draft
from motcua.casework.intake.moments import Kind, drafting_scope, note
from motcua.casework.intake.renaming import ORIGIN, with_current_names
from motcua.casework.intake.use_cases.release_files import release_files
from motcua.kernel import clock, sealing
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound


@dataclass(frozen=True)
class Seen:
    """What a window knew when it saved: the revision of the draft it showed (None: it does not say), its own name,
    by which it knows its earlier saves again when the line was cut before their answer, and when it sent, in
    milliseconds of its own clock (0: it does not say): what arrives late does not undo what was sent after it."""

    revision: int | None = None
    window: str = ""
    sent: int = 0


def save_page(
    actor: Actor, draft_id: UUID, page_id: str, raw: Mapping[str, str], *, now: datetime, seen: Seen
) -> DraftInfo:
    """Save the posted boxes of a page, readable or not.

    When another window changed the same fields since the revision that was seen, ChangedElsewhere is raised
    and nothing is stored. A field of which this window sent something newer before stays as it is.
    NotFound for a page that the form does not have.
    """
    with drafting_scope(actor):
        row = lock_open_draft(actor, draft_id)
        form = catalogue.get_version(row.version_id).form
        if all(page.id != page_id for page in form.pages):
            raise NotFound("Không có trang này trong tờ khai.")
        post = forms.parse_page(form, page_id, raw, locked=row.verified_fields)
        post = _without_filled(post, forms.filled_values(form, row.answers, clock.local_date(now)))
        post, renamed = with_current_names(form, _without_late(row, post, seen), row.answers)
        _require_unchanged(row, form, post, seen)
        _store(row, post, seen, now)
        row.origins = {**row.origins, **dict.fromkeys(renamed, ORIGIN)}
        if page_id not in row.visited_pages:
            row.visited_pages = [*row.visited_pages, page_id]
        row.save()
        note(actor, row, Kind.SAVED, page_id, now)
        return as_info(row)


def _without_filled(post: forms.PagePost, filled: Mapping[str, Any]) -> forms.PagePost:
    """Leave unanswered what comes back as it was filled in, so that it goes on following what it follows."""
    own = {key: None if value == filled.get(key) else value for key, value in post.answers.items()}
    return replace(post, answers=own)


def _without_late(row: Draft, post: forms.PagePost, seen: Seen) -> forms.PagePost:
    """Leave out of which field the same window sent something newer: a line that was cut reorders what it carries."""

    def is_late(key: str) -> bool:
        _, window, sent = _last_change(row, key)
        return bool(window) and window == seen.window and sent > seen.sent

    return replace(
        post,
        answers={key: value for key, value in post.answers.items() if not is_late(key)},
        kept={key: boxes for key, boxes in post.kept.items() if not is_late(key)},
    )


def _last_change(row: Draft, key: str) -> tuple[int, str, int]:
    """Return the revision at which a field was last changed, the window that did it, and when that sent it."""
    revision, window, sent = (*row.field_revisions.get(key, ()), 0, "", 0)[:3]
    return revision, window, sent


def _require_unchanged(row: Draft, form: forms.FormDefinition, post: forms.PagePost, seen: Seen) -> None:
    changed = {
        key: forms.display(form.field(key), row.answers.get(key))
        for key, value in post.answers.items()
        if _is_of_another(_last_change(row, key), seen) and row.answers.get(key) != value
    }
    if changed:
        raise ChangedElsewhere(changed)


def _is_of_another(change: tuple[int, str, int], seen: Seen) -> bool:
    """Tell whether a field was changed after what was seen, and not by this window itself."""
    revision, window, _ = change
    if seen.revision is None:
        return False
    return revision > seen.revision and not (window and window == seen.window)


def _store(row: Draft, post: forms.PagePost, seen: Seen, now: datetime) -> None:
    following = row.revision + 1
    touched = {
        key
        for key in set(post.answers) | set(post.kept)
        if row.answers.get(key) != post.answers.get(key) or row.kept.get(key) != post.kept.get(key)
    }
    row.answers = {**row.answers, **post.answers}
    kept = {key: boxes for key, boxes in row.kept.items() if key not in post.answers}
    row.kept = {**kept, **post.kept}
    # What a window sent again unchanged is newer, too, than what of it is still on its way.
    sent_again = {
        key: (_last_change(row, key)[0], seen.window, seen.sent)
        for key in {*post.answers, *post.kept} - touched
        if seen.window and _last_change(row, key)[1] in ("", seen.window)
    }
    changed = dict.fromkeys(touched, (following, seen.window, seen.sent))
    row.field_revisions = {**row.field_revisions, **sent_again, **changed}
    if touched:
        row.revision = following
        # What a person changed is theirs; it no longer comes from where it was filled in from.
        row.origins = {key: origin for key, origin in row.origins.items() if key not in touched}
    row.changed_at = now


def unsaved_key(draft_id: UUID) -> str:
    """Return the key, in base64, under which a browser keeps what it could not save yet: only whoever may open
    the draft gets it, so that what is left on somebody's computer cannot be read there."""
    return b64encode(sealing.derived_key(str(draft_id), purpose="intake.unsaved")).decode()


def delete_draft(actor: Actor, draft_id: UUID) -> None:
    """Throw a draft away at the person's wish, with the files that nothing else names."""
    with drafting_scope(actor):
        row = lock_open_draft(actor, draft_id)
        files = [UUID(key) for keys in row.papers.values() for key in keys]
        row.delete()
        release_files(row.applicant_id, files)
