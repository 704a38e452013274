"""The names by which rules call upon scopes."""

from .citing import cited
from .scopes import Scope, denying, hedged, negated, partly, personal, quoted, reported, unproven

SCOPES: dict[str, Scope] = {
    scope.__name__: scope for scope in (negated, denying, hedged, partly, unproven, reported, personal, quoted, cited)
}
