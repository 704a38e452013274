"""``/media/``: the pictures of the site, where no front server hands them out.

Whatever lies in the folder, only picture types leave it, under the type that their name says, and a browser
is told to run nothing in them.
"""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".avif": "image/avif"}


def _picture(path: str) -> Path:
    try:
        file = Path(safe_join(str(settings.MEDIA_ROOT), path))
    except (SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    if file.suffix not in TYPES or any(part.startswith(".") for part in Path(path).parts):
        raise Http404
    return file


@require_safe
def serve(request: HttpRequest, path: str) -> FileResponse:
    """Hand out one picture; a file is never overwritten, so browsers may keep it for good."""
    file = _picture(path)
    try:
        opened = file.open("rb")
    except (OSError, ValueError) as error:
        raise Http404 from error
    headers = {
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "public, max-age=31536000, immutable",
    }
    return FileResponse(opened, content_type=TYPES[file.suffix], headers=headers)
