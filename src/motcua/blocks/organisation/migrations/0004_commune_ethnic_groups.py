from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0003_former_communes'),
    ]

    operations = [
        migrations.AddField(
            model_name='commune',
            name='ethnic_groups',
            field=models.JSONField(blank=True, default=list),
        ),
    ]
