"""In whose place an officer did what a line of the history tells."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0007_register_book")]

    operations = [
        migrations.AddField(
            "historyentry",
            "instead_of",
            models.CharField(max_length=220, blank=True, default="", db_default=""),
        ),
    ]
