"""The scene of the whole-site tests: the starter content, the cast, and one page in each state a page can be in.

``build`` fills the database that the settings name.
"""

from io import StringIO

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connections

from accounts.groups import EDITORS, MODERATORS
from accounts.models import User
from claims import actions as claim_actions
from claims.models import Claim
from moderation.actions import publish_correction
from pictures.actions import add_picture
from pictures.tests import samples
from publishing import actions

from . import factory

PASSWORD = "a-long-password-for-tests"
#: Live in its second version, so that there are an old version and a page of changes to look at.
REVISED = "what-the-test-cast-wrote"
#: Answers 410 with a public note.
WITHDRAWN = "a-page-taken-back"
#: Its notice says that it is being looked at again.
RECHECKED = "mn-may-wake-herpes"
#: Taken back, in favour of another claim.
RETIRED = "mn-kp-several-studies"

BODY = """## What needles do

Needles [can leave dark marks](claim:mn-can-leave-dark-marks), and [herpes may wake](claim:mn-may-wake-herpes).

![Two colours side by side](picture:colours)

- Some speak of [several studies](claim:mn-kp-several-studies "reported").
- Creams are another matter: see [the article on them](/articles/creams-and-acids/).
"""


def build() -> None:
    """Migrate an empty database and fill it."""
    call_command("migrate", verbosity=0)
    call_command("load_content", "content", stdout=StringIO())
    edith, mo = _member("edith", "Edith Mason", EDITORS), _member("mo", "Mo Okafor", MODERATORS)
    _picture(edith)
    _pages(edith, mo)
    _claims(mo)
    # Closing the last connection puts the WAL file into the database file, which can then be copied alone.
    connections.close_all()


def _member(username: str, name: str, group: str) -> User:
    user = User.objects.create_user(username, f"{username}@example.org", PASSWORD, public_name=name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def _picture(edith: User) -> None:
    drawn = ContentFile(samples.picture(size=(900, 450)), name="colours.jpg")
    add_picture(data=drawn, alt_hint="", by=edith, file_name="colours.jpg")


def _pages(edith: User, mo: User) -> None:
    copy = factory.article(REVISED, by=edith, title="What the cast wrote", body=BODY)
    factory.published(copy, by=edith)
    copy.body = BODY.replace("can leave dark marks", "can leave dark marks that last")
    actions.save_copy(copy=copy, by=edith)
    factory.published(copy, by=edith, note="Says that the marks can last.", is_correction=True)
    gone = factory.published(factory.article(WITHDRAWN, by=edith, title="Taken back"), by=edith)
    actions.withdraw(page=gone.page, public_note="It said too much. Read the other articles.", by=mo)


def _claims(mo: User) -> None:
    rechecked = Claim.objects.get(slug=RECHECKED)
    claim_actions.set_notice(claim=rechecked, by=mo)
    publish_correction(claim=rechecked, wrong="We named one study too many.", changed="We took it out.", by=mo)
    successor = Claim.objects.get(slug="mn-kp-not-established")
    claim_actions.retire(
        claim=Claim.objects.get(slug=RETIRED), reasons="Only one study is known.", by=mo, successor=successor
    )
