"""Data for machines inside a page. A block of data is no script: browsers run nothing of it, whatever the policy."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .limits import readable

#: What could end the element or begin another one, and what JSON may hold and JavaScript may not.
ESCAPED = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}


def data_block(data: Mapping[str, Any]) -> SafeString:
    """Return JSON-LD as an element for the head of a page. Raises TypeError for what JSON cannot hold."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # Outside of strings JSON has none of these letters, so that what is left is the same data.
    whole = mark_safe(readable(written).translate(ESCAPED))
    return format_html('<script type="application/ld+json">{}</script>', whole)
