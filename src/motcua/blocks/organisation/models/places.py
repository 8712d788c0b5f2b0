"""Provinces, communes, their units and hamlets. Communes merge: each has dates and a successor."""

from django.db import models

from motcua.kernel.tenancy import TenantKey, TenantModel


class Province(models.Model):
    """A province or centrally run city, with its agency identifier (H48 = Quảng Ngãi).

    Legal basis: Decision 20/2020/QĐ-TTg (identifiers).
    """

    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=60)
    identifier = models.CharField(max_length=3)


class Commune(models.Model):
    """A commune, ward or special zone. The number of the row is the tenant's number everywhere."""

    class Kind(models.TextChoices):
        XA = "xa", "xã"
        PHUONG = "phuong", "phường"
        DAC_KHU = "dac_khu", "đặc khu"

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=5)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=80)
    identifier = models.CharField(max_length=20)
    identifier_old = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    # Names of the ethnic groups that live here, the most usual first: what forms offer as buttons.
    ethnic_groups = models.JSONField(default=list, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="commune_code_by_date")]


class Site(models.Model):
    """Which commune a host name serves; the row with an empty host answers for the rest."""

    host = models.CharField(max_length=200, unique=True, blank=True)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")


class Unit(TenantModel):
    """A unit of the authority: the service centre, a professional office, the office of the committee."""

    class Kind(models.TextChoices):
        CENTRE = "centre", "Trung tâm Phục vụ hành chính công"
        OFFICE = "office", "Phòng chuyên môn"
        LEADERSHIP = "leadership", "Lãnh đạo Ủy ban nhân dân"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    successor_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "id"], name="unit_tenant_id"),
            TenantKey(column="successor_id", to="organisation.Unit", name="unit_successor"),
        ]


class Hamlet(TenantModel):
    """A hamlet, neighbourhood or residential group of the commune."""

    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
