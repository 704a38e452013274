"""Who may sign in."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser

from .models import User


class AccountBackend(ModelBackend):
    """Django's own rule, and: demo accounts exist in demo mode only, signed in or not."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        """Whether ``user`` may sign in, and stay so; asked at every request."""
        if getattr(user, "is_demo", False) and not settings.DEMO:
            return False
        return super().user_can_authenticate(user)
