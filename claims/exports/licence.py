"""Under what terms the claims may be used. Why these: docs/decisions/0015; who runs another site may choose others."""

from django.utils.translation import gettext_lazy as _

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_NAME = "CC BY 4.0"
#: What we ask besides. It is no term of the licence, which allows none to be added.
CONDITION = _(
    "Show a claim only together with its verdict and its caveats, and say of what day they are: claims change. "
    "This is what we ask for, not a term of the licence. The licence itself wants the site to be named and linked, "
    "and any change to be stated: leaving out a verdict or a caveat is one."
)
