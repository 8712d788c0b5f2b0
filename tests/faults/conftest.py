"""The commune at work of the casework tests serves here as well."""

from tests.casework.conftest import keys_folder, office

__all__ = ["keys_folder", "office"]
