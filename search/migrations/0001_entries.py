from django.db import migrations, models

COLUMNS = "title_terms, text_terms"
NEW = "new.id, new.title_terms, new.text_terms"
OLD = "'delete', old.id, old.title_terms, old.text_terms"

# An index of its own that reads its words from the table. The words are stems already (search.words), so its
# tokeniser has nothing left to do but part them at the spaces. Triggers keep it in step.
SQLITE = (
    f"""CREATE VIRTUAL TABLE search_index USING fts5(
        {COLUMNS}, content='search_entry', content_rowid='id', prefix='2 3',
        tokenize='unicode61 remove_diacritics 2'
    )""",
    f"""CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_index(rowid, {COLUMNS}) VALUES ({NEW});
    END""",
    f"""CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_index(search_index, rowid, {COLUMNS}) VALUES ({OLD});
    END""",
    f"""CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN
        INSERT INTO search_index(search_index, rowid, {COLUMNS}) VALUES ({OLD});
        INSERT INTO search_index(rowid, {COLUMNS}) VALUES ({NEW});
    END""",
)
# The dictionary “simple” leaves words as they are.
POSTGRESQL = (
    """ALTER TABLE search_entry ADD COLUMN terms tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title_terms), 'A') || setweight(to_tsvector('simple', text_terms), 'C')
    ) STORED""",
    "CREATE INDEX search_entry_terms ON search_entry USING gin(terms)",
)


def add_index(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def remove_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("added", "removed", "changed"):
            schema_editor.execute(f"DROP TRIGGER search_entry_{name}")
        schema_editor.execute("DROP TABLE search_index")
    else:
        schema_editor.execute("ALTER TABLE search_entry DROP COLUMN terms")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30, verbose_name="kind")),
                ("owner", models.CharField(max_length=200)),
                ("key", models.CharField(max_length=200)),
                ("position", models.PositiveIntegerField(default=0)),
                ("title", models.TextField(verbose_name="title")),
                ("quote", models.TextField(blank=True)),
                ("shown", models.JSONField(default=dict)),
                ("weight", models.FloatField(default=1)),
                ("title_terms", models.TextField()),
                ("text_terms", models.TextField(blank=True)),
                ("live_from", models.DateTimeField(verbose_name="live from")),
                ("live_until", models.DateTimeField(null=True, verbose_name="live until")),
            ],
            options={
                "verbose_name": "entry of the search",
                "verbose_name_plural": "entries of the search",
                "default_permissions": (),
                "indexes": [models.Index(fields=["kind"], name="search_entry_kind")],
                "constraints": [models.UniqueConstraint(fields=("owner", "key", "position"), name="search_entry_once")],
            },
        ),
        migrations.RunPython(add_index, remove_index),
    ]
