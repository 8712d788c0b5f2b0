"""With which line of the history a supplement proposed to the desk was left behind."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0013_refund_due")]

    operations = [
        migrations.AddField(
            "historyentry", "dropped_proposal", models.BooleanField(default=False, db_default=False)
        ),
    ]
