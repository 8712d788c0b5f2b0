"""The last app to be ready: it wires ports to adapters and hands the keys to the kernel."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "motcua.config"
    label = "config"

    def ready(self) -> None:
        from motcua.config.wiring import wire

        wire()
