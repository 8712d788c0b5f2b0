import motcua.kernel.fields
import motcua.kernel.identifiers
import motcua.kernel.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0007_requests_on_the_way'),
    ]

    operations = [
        migrations.AddField(
            model_name='answerversion',
            name='source',
            field=models.CharField(db_default='citizen', default='citizen', max_length=10),
        ),
        migrations.CreateModel(
            name='HandedPaper',
            fields=[
                ('id', models.UUIDField(default=motcua.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('commune_id', models.IntegerField(editable=False)),
                ('applicant_id', models.UUIDField(null=True)),
                ('dossier_id', models.UUIDField()),
                ('component_code', models.CharField(max_length=60)),
                ('component_name', models.CharField(max_length=400)),
                ('form', models.CharField(choices=[('original', 'Bản chính'), ('certified', 'Bản sao có chứng thực'), ('photocopy', 'Bản chụp'), ('electronic', 'Bản điện tử')], max_length=12)),
                ('count', models.SmallIntegerField()),
                ('digitised', models.SmallIntegerField(choices=[(0, 'Chưa số hóa'), (1, 'Số hóa khi tiếp nhận'), (2, 'Dùng lại giấy tờ của hồ sơ trước'), (3, 'Dùng lại kết quả đã cấp')])),
                ('unscanned', models.CharField(blank=True, max_length=20)),
                ('source_dossier_id', models.UUIDField(null=True)),
                ('position', models.SmallIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('commune_id', 'dossier_id', 'component_code'), name='handed_paper_once'), motcua.kernel.tenancy.TenantKey(column='dossier_id', name='handed_paper_dossier', to='dossiers.Dossier'), motcua.kernel.tenancy.TenantKey(column='source_dossier_id', name='handed_paper_source', to='dossiers.Dossier')],
            },
        ),
        migrations.CreateModel(
            name='Reception',
            fields=[
                ('id', models.UUIDField(default=motcua.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('commune_id', models.IntegerField(editable=False)),
                ('person_id', models.UUIDField()),
                ('staff_id', models.UUIDField()),
                ('channel', models.CharField(max_length=20)),
                ('owner', motcua.kernel.fields.SealedJSONField(default=dict)),
                ('procedure_code', models.CharField(blank=True, max_length=20)),
                ('version_id', models.UUIDField(null=True)),
                ('answers', motcua.kernel.fields.SealedJSONField(default=dict)),
                ('kept', motcua.kernel.fields.SealedJSONField(default=dict)),
                ('delivery', models.CharField(default='counter', max_length=20)),
                ('papers', models.JSONField(default=dict)),
                ('unscanned', models.CharField(blank=True, max_length=20)),
                ('begun_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('dossier_id', models.UUIDField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['commune_id', 'staff_id', '-begun_at'], name='reception_by_staff')],
                'constraints': [motcua.kernel.tenancy.TenantKey(column='staff_id', name='reception_staff', to='organisation.StaffMember'), motcua.kernel.tenancy.TenantKey(column='dossier_id', name='reception_dossier', to='dossiers.Dossier')],
            },
        ),
    ]
