from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0002_maintenance'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerCommune',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('province', models.CharField(max_length=60)),
                ('province_key', models.CharField(max_length=60)),
                ('commune', models.CharField(max_length=90)),
                ('old_name', models.CharField(blank=True, max_length=120)),
                ('core', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['core'], name='former_commune_core')],
            },
        ),
    ]
