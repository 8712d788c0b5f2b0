"""Registers the context with Django, and tells the kernel which communes exist."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "motcua.blocks.organisation"
    label = "organisation"

    def ready(self) -> None:
        from motcua.blocks.organisation.queries import all_commune_ids
        from motcua.kernel import communes

        communes.tell(all_commune_ids)
