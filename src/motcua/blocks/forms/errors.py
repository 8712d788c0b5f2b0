"""Errors of forms."""

from collections.abc import Sequence

from motcua.blocks.forms.rules.expressions import Problem


class DefinitionError(ValueError):
    """A form definition that must not be published; `problems` says where and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
