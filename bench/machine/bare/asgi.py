"""The application of the reference, behind the same door."""

from django.core.wsgi import get_wsgi_application

from motcua.interfaces.door.door import Door

application = Door(get_wsgi_application())
