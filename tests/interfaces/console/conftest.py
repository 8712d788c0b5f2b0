"""The console stands beside the portal and the counter: the same hour, the same commune."""

from tests.casework.conftest import keys_folder  # noqa: F401  (a fixture)
from tests.interfaces.portal.conftest import _at_work, office  # noqa: F401  (fixtures)
