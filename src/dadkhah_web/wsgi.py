"""The site as a WSGI application; `dadkhah serve` has set the settings before."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from dadkhah_web.evidence.copies import remove_all  # noqa: E402 - needs the settings

remove_all()
