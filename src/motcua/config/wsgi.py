"""The WSGI application served by granian."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
