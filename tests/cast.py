"""The cast of the tests: Edith edits, Mo moderates."""

from django.contrib.auth.models import Group

from accounts.groups import EDITORS, MODERATORS
from accounts.models import User


def edith() -> User:
    """Return Edith, who edits, made if need be."""
    return _member("edith", "Edith Mason", EDITORS)


def mo() -> User:
    """Return Mo, who moderates, made if need be."""
    return _member("mo", "Mo Okafor", MODERATORS)


def _member(username: str, name: str, group: str) -> User:
    there = User.objects.filter(username=username).first()  # the scene of a whole module may have them
    if there is not None:
        return there
    user = User.objects.create_user(username, f"{username}@example.org", "pass", public_name=name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user
