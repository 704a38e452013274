"""What every template knows of the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Return the site's name and whether it runs with demo accounts."""
    return {"site_name": settings.SITE_NAME, "is_demo": settings.DEMO}
