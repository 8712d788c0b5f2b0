"""An opinion that the process asks for by itself has no asker."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0008_instead_of")]

    operations = [migrations.AlterField("opinion", "asked_by_id", models.UUIDField(null=True))]
