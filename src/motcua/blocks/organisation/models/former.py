"""Names of communes before they merged, as an administrator imports them."""

from django.db import models


class FormerCommune(models.Model):
    """One old commune and the one it lies in now, or the name of a commune of today (`old_name` is empty).

    `core` is the folded name without its kind, `province_key` the folded province; both serve the look-up.
    """

    province = models.CharField(max_length=60)
    province_key = models.CharField(max_length=60)
    commune = models.CharField(max_length=90)
    old_name = models.CharField(max_length=120, blank=True)
    core = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["core"], name="former_commune_core")]
