"""How long the way through a form can still become: pages that answers yet to come may add or spare."""

from collections.abc import Collection

from motcua.blocks.forms.rules.definition import Field, FormDefinition, Page
from motcua.blocks.forms.rules.dependencies import depends_on


def undecided_pages(
    definition: FormDefinition, visited: Collection[str], verified: Collection[str] = ()
) -> frozenset[str]:
    """Ids of the pages of which nobody knows yet whether they will be asked.

    They hang on answers of pages that were not visited, and no field of theirs is asked of everybody.
    """
    waiting = frozenset(
        field.id
        for page in definition.pages
        if page.id not in visited
        for field in page.fields
        if field.ask and field.id not in verified
    )
    return frozenset(
        page.id
        for page in definition.pages
        if page.id not in visited
        and not any(_is_asked_of_all(page, field, verified) for field in page.fields)
        and _behind(definition, page) & waiting
    )


def _is_asked_of_all(page: Page, field: Field, verified: Collection[str]) -> bool:
    free = page.show_if is True and field.show_if is True and not field.copy_from
    return field.ask and free and field.id not in verified


def _behind(definition: FormDefinition, page: Page) -> frozenset[str]:
    """Ids of all fields that decide about the fields of a page, however far back."""
    found: set[str] = set()
    fresh = {one for field in page.fields for one in depends_on(page, field)}
    while fresh:
        found |= fresh
        fresh = {one for key in fresh for one in _needs(definition, key)} - found
    return frozenset(found)


def _needs(definition: FormDefinition, key: str) -> frozenset[str]:
    return depends_on(definition.page_of(key), definition.field(key))
