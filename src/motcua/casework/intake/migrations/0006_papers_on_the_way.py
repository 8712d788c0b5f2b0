from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0005_representation'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='coming',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='supplementrequest',
            name='coming',
            field=models.JSONField(default=dict),
        ),
    ]
