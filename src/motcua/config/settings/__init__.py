"""Django's settings, put together from one file per concern."""

from motcua.config.settings.apps import *  # noqa: F403
from motcua.config.settings.database import *  # noqa: F403
from motcua.config.settings.integrations import *  # noqa: F403
from motcua.config.settings.jobs import *  # noqa: F403
from motcua.config.settings.locale import *  # noqa: F403
from motcua.config.settings.logging import *  # noqa: F403
from motcua.config.settings.security import *  # noqa: F403
