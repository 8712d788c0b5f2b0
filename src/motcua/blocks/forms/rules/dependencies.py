"""Which answers a field hangs on: order of evaluation, and cycles."""

from collections.abc import Mapping
from functools import lru_cache

from motcua.blocks.forms.rules.definition import Field, FormDefinition, Page
from motcua.blocks.forms.rules.expressions import fields_of


def depends_on(page: Page, field: Field) -> frozenset[str]:
    """Ids of the fields that decide whether this field is shown and what it borrows."""
    found = fields_of(page.show_if) | fields_of(field.show_if) | fields_of(field.calculate)
    return found | _borrowed_from(field)


def fields_behind(field: Field) -> frozenset[str]:
    """Ids of the fields that a field follows in any way: shown, required, borrowed, calculated."""
    found = fields_of(field.show_if) | fields_of(field.calculate) | fields_of(field.required)
    return found | _borrowed_from(field)


def _borrowed_from(field: Field) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for copy in field.copy_from:
        found |= fields_of(copy.when) | {copy.field}
    for fill in field.fill_from:
        found |= fields_of(fill.when) | {fill.field}
    return found


def in_order(definition: FormDefinition) -> tuple[Field, ...]:
    """All fields, each after all it depends on."""
    return tuple(field for _, field in order_of(definition))


@lru_cache(maxsize=256)
def order_of(definition: FormDefinition) -> tuple[tuple[Page, Field], ...]:
    """Pages and fields, each after all it depends on (the definition has no cycle)."""
    places = {field.id: (page, field) for page in definition.pages for field in page.fields}
    needs = _needs(definition)
    done: dict[str, None] = {}
    waiting = list(places)
    while waiting:
        ready = [one for one in waiting if needs[one] <= done.keys()]
        if not ready:
            break
        done.update(dict.fromkeys(ready))
        waiting = [one for one in waiting if one not in done]
    return tuple(places[one] for one in done)


def cycle(definition: FormDefinition) -> tuple[str, ...]:
    """A chain of field ids that leads back to its start, or nothing."""
    ordered = {field.id for _, field in order_of(definition)}
    needs = _needs(definition)
    left = [field.id for field in definition.fields if field.id not in ordered]
    if not left:
        return ()
    chain = [left[0]]
    while chain[-1] not in chain[:-1]:
        chain.append(next(one for one in sorted(needs[chain[-1]]) if one not in ordered))
    return tuple(chain[chain.index(chain[-1]) :])


def _needs(definition: FormDefinition) -> Mapping[str, frozenset[str]]:
    return {field.id: depends_on(page, field) for page in definition.pages for field in page.fields}
