"""The application that the web server runs."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

from django.core.wsgi import get_wsgi_application

from motcua.interfaces.door.door import Door

application = Door(get_wsgi_application())
