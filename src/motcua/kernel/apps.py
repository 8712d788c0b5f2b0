"""The kernel as a Django app: it owns the event log and raises the walls after each migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KernelConfig(AppConfig):
    name = "motcua.kernel"
    label = "kernel"

    def ready(self) -> None:
        from motcua.kernel.walls import raise_walls

        # Sent after all apps have migrated; bound to one sender so that it runs once.
        post_migrate.connect(raise_walls, sender=self, dispatch_uid="motcua-walls")
