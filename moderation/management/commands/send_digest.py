"""``manage.py send_digest``."""

from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.mail import MailKind, member_mail
from accounts.models import User
from moderation.digest import Digest
from moderation.mail import MAIL_ERRORS, members


class Command(BaseCommand):
    """Send each editor and moderator who wants it one e-mail a day, where there is something to tell."""

    help = "Sends the daily e-mail to editors and moderators; run again on the same day, it sends nothing twice."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="show what would be sent, and send nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send to one after the other; fail at the end, naming the accounts that could not be reached."""
        if not settings.SENDS_MAIL and not options["dry_run"]:
            raise CommandError("This site sends no e-mail. Set EMAIL_URL.")
        digest = Digest()
        wanting = [member for member in members() if member.wants_digest and not had_todays(member)]
        if options["dry_run"]:
            self.show(digest, wanting)
            return
        failed = [member.username for member in wanting if not self.sent(digest, member)]
        if failed:
            raise CommandError(f"No e-mail left for: {', '.join(failed)}.")

    def show(self, digest: Digest, wanting: list[User]) -> None:
        """Write what each would get."""
        if not wanting:
            self.stdout.write("Nobody wants one, has an address, and had none today.")
        for member in wanting:
            if text := written(digest, member):
                self.stdout.write(f"To {member.username}:\n\n{text}\n")

    def sent(self, digest: Digest, member: User) -> bool:
        """Send one member's e-mail and note it; True, too, where there was nothing to tell.

        It is noted once it has left: after a crash between the two it is sent again, rather than never.
        """
        if not (text := written(digest, member)):
            return True
        mail = member_mail(to=member, kind=MailKind.DIGEST, subject=_("What waits for you"), body=text)
        mail.connection = get_connection()
        try:
            mail.send()
        except MAIL_ERRORS as error:
            self.stderr.write(f"{member.username}: {error}")
            return False
        User.objects.filter(pk=member.pk).update(last_digest_at=digest.now)
        return True


def had_todays(member: User) -> bool:
    """Whether today's e-mail has left for a member; a day is one of the site's time zone."""
    last = member.last_digest_at
    return last is not None and timezone.localdate(last) >= timezone.localdate()


def written(digest: Digest, member: User) -> str:
    """Return the e-mail's text, empty where there is nothing to tell."""
    return "\n\n".join(str(section) for section in digest.for_member(member))
