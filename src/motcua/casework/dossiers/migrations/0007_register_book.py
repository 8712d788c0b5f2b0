"""The entry of each dossier in the year's register, and the counters of the books."""

import motcua.kernel.identifiers
from django.db import migrations, models

# What was accepted before gets its entries in the order of acceptance, by the year in Vietnam.
NUMBER = """
UPDATE dossiers_dossier SET book_year = counted.year, book_entry = counted.entry
FROM (
    SELECT id, year, row_number() OVER (PARTITION BY commune_id, year ORDER BY accepted_at, id) AS entry
    FROM (
        SELECT id, commune_id, accepted_at, extract(year FROM accepted_at AT TIME ZONE 'Asia/Ho_Chi_Minh') AS year
        FROM dossiers_dossier WHERE accepted_at IS NOT NULL
    ) AS accepted
) AS counted
WHERE counted.id = dossiers_dossier.id;
INSERT INTO dossiers_bookcounter (id, commune_id, book, year, next_number)
SELECT gen_random_uuid(), commune_id, 'register', book_year, max(book_entry) + 1
FROM dossiers_dossier WHERE book_year IS NOT NULL GROUP BY commune_id, book_year;
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0006_lists")]

    operations = [
        migrations.CreateModel(
            name="BookCounter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("commune_id", models.IntegerField(editable=False)),
                ("book", models.CharField(max_length=20)),
                ("year", models.SmallIntegerField()),
                ("next_number", models.IntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["commune_id", "book", "year"], name="book_counter_once")
                ],
            },
        ),
        migrations.AddField("dossier", "book_year", models.SmallIntegerField(null=True)),
        migrations.AddField("dossier", "book_entry", models.IntegerField(null=True)),
        migrations.RunSQL(NUMBER, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "dossier",
            models.UniqueConstraint(
                fields=["commune_id", "book_year", "book_entry"], name="dossier_book_once"
            ),
        ),
    ]
