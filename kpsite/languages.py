"""Settings of the site's languages, from the environment: a part of kpsite.settings.

The words of the interface are in ``LANGUAGE_CODE``, for everybody: nothing is negotiated with a browser. The
content (pages, claims, caveats, sources) is in ``CONTENT_LANGUAGE``, and is marked where the two differ.
"""

import re
from pathlib import Path

from django.conf import global_settings

from kpsite.env import env, must, read

WANTED = "a language that Django knows, such as en-gb or fr"
LANGUAGE_CODE = read(env.str, "LANGUAGE_CODE", "en-gb", wanted=WANTED)
must("LANGUAGE_CODE", LANGUAGE_CODE, fits=LANGUAGE_CODE in dict(global_settings.LANGUAGES), wanted=WANTED)

CONTENT_WANTED = "the language that pages and claims are written in, such as en-gb"
CONTENT_LANGUAGE = read(env.str, "CONTENT_LANGUAGE", "en-gb", wanted=CONTENT_WANTED)
is_tag = bool(re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", CONTENT_LANGUAGE, re.IGNORECASE))
must("CONTENT_LANGUAGE", CONTENT_LANGUAGE, fits=is_tag, wanted=CONTENT_WANTED)

LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
FORMAT_MODULE_PATH = ["kpsite.formats"]
USE_I18N = True
