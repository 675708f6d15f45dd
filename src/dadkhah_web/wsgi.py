"""The site as a WSGI application; `dadkhah serve` has set the settings before."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
