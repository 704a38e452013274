"""Settings of the servers that the whole-site tests start: as in other tests, with their files in ``VAR_DIR``."""

from kpsite.test_settings import *  # noqa: F403
from kpsite.test_settings import VAR_DIR

MEDIA_ROOT = VAR_DIR / "media"
# Files are found once, at the start, and browsers may keep them: the code does not change under a test.
WHITENOISE_AUTOREFRESH = False
