"""manage.py check_records: walk all series of records."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records.checking import broken_records, record_models


class Command(BaseCommand):
    """Recompute the digest of every record; exit 1 and name each record that does not fit."""

    help = "Check that no record was changed or taken out since it was written."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line a kind of record, and one for each record that does not fit."""
        broken = 0
        for model in record_models():
            for record, why in broken_records(model):
                broken += 1
                self.stderr.write(f"{model._meta.label} {record.pk}: {why}")
            newest = model._base_manager.order_by("-pk").first()
            head = f", newest {newest.pk} {newest.digest}" if newest else ""
            self.stdout.write(f"{model._meta.label}: {model._base_manager.count()} records{head}")
        if broken:
            raise CommandError(f"{broken} records do not fit. Compare with a backup before you trust the history.")
