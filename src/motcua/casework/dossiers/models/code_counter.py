"""The counters of an acceptance: dossier codes by identifier and day, entries of the register by year."""

from django.db import models

from motcua.kernel.tenancy import TenantModel


class CodeCounter(TenantModel):
    """The next number of an agency on a day. Legal basis: Circular 03/2025/TT-VPCP, Article 13."""

    identifier = models.CharField(max_length=24)
    on = models.DateField()
    next_number = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "identifier", "on"], name="code_counter_once")
        ]


class BookCounter(TenantModel):
    """The next entry of a book in a year: the register of dossiers, and the lists that are numbered."""

    book = models.CharField(max_length=20)
    year = models.SmallIntegerField()
    next_number = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "book", "year"], name="book_counter_once")
        ]
