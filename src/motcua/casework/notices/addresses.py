"""Addresses of the portal that are printed or sent."""

from uuid import UUID

from django.conf import settings

from motcua.casework.dossiers import api as dossiers


def lookup_url(code: str = "", dossier_id: UUID | None = None) -> str:
    """Return the address of the look-up; with a dossier, the one its QR code carries."""
    base = f"{settings.MOTCUA_BASE_URL}/tra-cuu/"
    return f"{base}{code}/{dossiers.lookup_secret(dossier_id)}/" if dossier_id is not None else base
