"""Which papers a dossier needs for given answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.blocks.forms.api import FormDefinition, counting_values, holds
from motcua.casework.catalogue.rules.content import Component, ProcedureContent


@dataclass(frozen=True)
class ComponentDue:
    """A paper to be shown to the person, and whether the dossier is incomplete until the person brings it.

    The declaration itself is made from the answers, so nobody has to bring it: it is never `required` here.
    """

    component: Component
    required: bool

    @property
    def to_upload(self) -> bool:
        """False for papers only shown at the counter and for the declaration made from the answers."""
        return not (self.component.present_only or self.component.form)


def components_due(
    content: ProcedureContent, form: FormDefinition, answers: Mapping[str, Any], today: date
) -> list[ComponentDue]:
    """Papers that concern these answers, in the order of the procedure."""
    values = counting_values(form, answers, today)
    return [
        ComponentDue(component, not component.form and holds(component.required, values, today=today))
        for component in content.components
        if holds(component.show_if, values, today=today)
    ]
