"""Loads templates: sentences of the citizens' pages are marked for translation, then components are compiled."""

from django_cotton.cotton_loader import Loader as CottonLoader

from motcua.interfaces.ui.marking import mark

# Pages and components of citizens; officers' pages are Vietnamese only.
_CITIZENS = ("/interfaces/portal/templates/", "/interfaces/ui/templates/")
_NOT = (
    "/ui/counter",
    "/ui/guide",
    "/ui/pages/",
    "/ui/examples/",
    "/ui/parts/guide",
    "/ui/parts/sample",
    "/cotton/counter/",
)


def is_translated(path: str) -> bool:
    """Tell whether a template's sentences are translated."""
    return any(part in path for part in _CITIZENS) and not any(part in path for part in _NOT)


class Loader(CottonLoader):  # type: ignore[misc]  # the library has no types
    """The loader of components, with sentences marked before it compiles."""

    def _get_template_string(self, template_name: str) -> str:
        source: str = super()._get_template_string(template_name)
        return mark(source) if is_translated(template_name) else source
