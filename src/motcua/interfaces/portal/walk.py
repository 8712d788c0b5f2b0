"""The way through a draft: its pages, then the papers, then the check before sending."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake import api as intake

PAPERS, CHECK = "portal:papers", "portal:check"


@dataclass(frozen=True)
class Place:
    """Where the person stands: page `now` of `total`; 0 while answers still to come may add or spare pages, and
    then `most` says how many there can be."""

    now: int
    total: int
    most: int = 0


@dataclass(frozen=True)
class Task:
    """A part of the way as the list of parts shows it. `state`: done, seen (looked at, something is missing), coming
    (a telephone is still sending), todo."""

    title: str
    url: str
    state: str
    hint: str = ""


def tasks(draft: intake.DraftInfo, today: date) -> list[Task]:
    """Return all parts of the way, in order, each with its state."""
    missing, form = draft.missing(today), draft.version.form
    listed = [_page_task(draft, form.page(page_id), missing) for page_id in asked_ids(draft, today)]
    if has_papers(draft, today):
        lacking = len(draft.missing_papers(today))
        seen = any(draft.papers.values())
        state = ("seen" if seen else "todo") if lacking else "done"
        hint = f"Còn thiếu {lacking} giấy tờ" if lacking else ""
        if draft.coming and not lacking:
            state, hint = "coming", f"Đang gửi {len(draft.coming)} tệp"
        listed.append(Task("Giấy tờ kèm theo", papers_url(draft), state, hint))
    return [*listed, Task("Kiểm tra và nộp", check_url(draft), "todo")]


def _page_task(draft: intake.DraftInfo, page: forms.Page, missing: Mapping[str, str]) -> Task:
    faults = sum(field.id in missing for field in page.fields)
    if page.id not in draft.visited:
        return Task(page.title, page_url(draft, page.id), "todo")
    if faults:
        return Task(
            page.title, faulty_url(draft, page.id, changing=False), "seen", f"Còn {faults} mục cần điền"
        )
    return Task(page.title, page_url(draft, page.id), "done")


def papers_due(draft: intake.DraftInfo, today: date) -> list[catalogue.ComponentDue]:
    """Return the papers that concern these answers; the declaration itself is made by the product."""
    due = catalogue.components_due(draft.version.content, draft.version.form, draft.answers, today)
    return [one for one in due if not one.component.form]


def has_papers(draft: intake.DraftInfo, today: date) -> bool:
    """Tell whether there is any paper to send or to bring."""
    return bool(papers_due(draft, today))


def asked_ids(draft: intake.DraftInfo, today: date) -> list[str]:
    """Return the pages that have something to ask, in order."""
    pages = forms.asked_pages(draft.version.form, draft.answers, today, draft.verified)
    return [page.id for page in pages]


def page_url(draft: intake.DraftInfo, page_id: str) -> str:
    """Return the address of a page of the form."""
    return reverse("portal:draft_page", args=[draft.id, page_id])


def left_url() -> str:
    """Return the person's own page, which tells that the draft was kept."""
    return f"{reverse('portal:my_page')}?da-luu"


def faulty_url(draft: intake.DraftInfo, page_id: str, *, changing: bool) -> str:
    """Return the address of a page that names what is wrong on it."""
    return f"{page_url(draft, page_id)}?loi=1{'&sua=1' if changing else ''}"


def check_url(draft: intake.DraftInfo) -> str:
    """Return the address of the check before sending."""
    return reverse(CHECK, args=[draft.id])


def papers_url(draft: intake.DraftInfo) -> str:
    """Return the address of the papers."""
    return reverse(PAPERS, args=[draft.id])


def before_check(draft: intake.DraftInfo, today: date) -> str:
    """Return what comes before the check: the papers, else the last page of the form."""
    return papers_url(draft) if has_papers(draft, today) else before_page(draft, None, today)


def place_of(draft: intake.DraftInfo, today: date, page_id: str = "", *, check: bool = False) -> Place:
    """Return where a page of the form, the papers, or the check stands on the way."""
    asked = asked_ids(draft, today)
    total = len(asked) + has_papers(draft, today) + 1
    if check:
        return Place(total, total)
    now = asked.index(page_id) + 1 if page_id in asked else len(asked) + 1
    open_pages = forms.undecided_pages(draft.version.form, draft.visited, draft.verified)
    papers = [one for one in draft.version.content.components if not one.form]
    are_papers_sure = any(one.show_if is True for one in papers) or draft.visited.issuperset(asked)
    if not open_pages and are_papers_sure:
        return Place(now, total)
    return Place(now, 0, len(open_pages.union(asked)) + bool(papers) + 1)


def after_page(draft: intake.DraftInfo, page_id: str, today: date, *, changing: bool) -> str:
    """Return where to go on from a page that is in order; a change goes back to the check."""
    if changing:
        return resume(draft, today)
    following = forms.next_page(draft.version.form, page_id, draft.answers, today, draft.verified)
    return page_url(draft, following.id) if following else after_form(draft, today)


def after_form(draft: intake.DraftInfo, today: date) -> str:
    """Return what comes after the last page of the form."""
    return reverse(PAPERS if has_papers(draft, today) else CHECK, args=[draft.id])


def before_page(draft: intake.DraftInfo, page_id: str | None, today: date) -> str:
    """Return the page before this one (null: before the papers), or the person's own page at the start."""
    earlier = forms.previous_page(draft.version.form, page_id, draft.answers, today, draft.verified)
    return page_url(draft, earlier.id) if earlier else reverse("portal:my_page")


def offered(drafts: Iterable[intake.DraftInfo], today: date) -> list[tuple[intake.DraftInfo, str]]:
    """Return drafts, each with where it goes on: a link that leads there at once saves a slow line a way."""
    return [(draft, resume(draft, today)) for draft in drafts]


def resume(draft: intake.DraftInfo, today: date) -> str:
    """Return the first page that still needs the person: of the form, the papers, else the check."""
    missing = draft.missing(today)
    form = draft.version.form
    for page_id in asked_ids(draft, today):
        faulty = any(field.id in missing for field in form.page(page_id).fields)
        if faulty or page_id not in draft.visited:
            return page_url(draft, page_id)
    return reverse(PAPERS if draft.missing_papers(today) else CHECK, args=[draft.id])
