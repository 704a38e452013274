"""Every kind of page that readers see, by name. A new kind is a new line here."""

from tests.scene import RECHECKED, REVISED, WITHDRAWN

from .dense import DENSE, RECEIPT

PAGES = {
    "home": "/",
    "article": "/articles/creams-and-acids/",
    "dense article": "/articles/is-microneedling-safe-for-kp/",
    "densest article": f"/articles/{DENSE}/",
    "article with a picture": f"/articles/{REVISED}/",
    "treatment": "/treatments/microneedling/",
    "treatments": "/treatments/",
    "compare": "/treatments/compare/?t=microneedling&t=lasers&t=leaving-it-alone",
    "checklist": "/aftercare/before-and-after-microneedling/",
    "list": "/articles/",
    "register": "/evidence/",
    "search of the register": "/evidence/?q=scars",
    "claim": "/evidence/mn-kp-safe-and-effective/",
    "claim being re-checked": f"/evidence/{RECHECKED}/",
    "question": "/questions/is-microneedling-safe-and-effective-for-kp/",
    "source": "/sources/fda-microneedling/",
    "corrections": "/corrections/",
    "how we check": "/about/how-we-check/",
    "privacy": "/about/privacy/",
    "report form": "/evidence/mn-kp-safe-and-effective/report/",
    "find a report": "/reports/",
    "status of a report": f"/reports/{RECEIPT}/",
    "old version": f"/articles/{REVISED}/versions/1/",
    "changes": f"/articles/{REVISED}/versions/2/changes/",
    "versions": f"/articles/{REVISED}/versions/",
    "withdrawn": f"/articles/{WITHDRAWN}/",
    "unknown": "/nothing/",
}
#: Pages that answer otherwise than 200.
STATUS = {"withdrawn": 410, "unknown": 404}
WIDTHS = (320, 390, 768, 1280, 1920)
#: From here on notes stand in the margin (66rem).
WIDE = 1056
