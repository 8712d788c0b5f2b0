"""Which adapter answers which port. The only module that names integrations."""

from django.conf import settings

from motcua.kernel import sealing


def wire() -> None:
    """Hand the keys to the kernel and the adapters to the ports."""
    keys = sealing.KeyStore(settings.MOTCUA_KEYS)
    keys.create()
    sealing.use(keys)
