"""What the authority decided of its own and every import keeps: level, papers replaced by data, fees, terms."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.casework.catalogue.importing import ImportPlan
from motcua.casework.catalogue.models import (
    FeeOverride,
    ListMembership,
    ProcedureVersion,
    ReplacedComponent,
    TermOverride,
)
from motcua.casework.catalogue.rules.records.making import Made
from motcua.casework.catalogue.rules.succession import holding
from motcua.kernel import tenancy
from motcua.kernel.communes import all_communes
from motcua.kernel.validity import in_force

FULL_ONLINE = "full_online"


@dataclass(frozen=True)
class LocalData:
    """Decisions in force on a day. `fees`: (procedure, fee, words) of each local fee and term; `forms`: how many
    communes have a form of their own, by procedure."""

    full_online: frozenset[str]
    replaced: Mapping[tuple[str, str], str]
    fees: tuple[tuple[str, str, str], ...]
    forms: Mapping[str, int]

    def applied(self, made: Made) -> Made:
        """Write the decisions into a made procedure."""
        code = made.content["code"]
        if code in self.full_online:
            made.content["level"] = FULL_ONLINE
        for component in made.content["components"]:
            source = self.replaced.get((code, component["code"]))
            if source:
                component |= {"required": False, "replaced_by_data": source}
        return made

    def tell_kept(self, plan: ImportPlan) -> None:
        """Name the local fees and terms of changed procedures; warn where a fee they speak of is gone, and where
        a commune's own form will rest."""
        fees = {c.code: {fee["code"] for fee in c.made.content["fees"]} for c in plan.changes if c.made}
        for code, fee, words in self.fees:
            if code not in fees:
                continue
            plan.kept.append(f"{code}: {words}")
            if fee and fee not in fees[code]:
                plan.warnings.append(
                    f"{code}: khoản thu “{fee}” của {words} không còn trong bản mới, hãy xem lại"
                )

        for change in plan.changes:
            if change.code in self.forms:
                plan.warnings.append(
                    f"{change.code}: biểu mẫu riêng của {self.forms[change.code]} xã sẽ tạm ngừng từ ngày có hiệu lực"
                )


def local_data(on: date) -> LocalData:
    """Read the decisions in force on a day."""
    valid = in_force(on)
    listed = ListMembership.objects.filter(valid, list_key=FULL_ONLINE).values_list(
        "procedure_code", flat=True
    )
    replaced = ReplacedComponent.objects.filter(valid).order_by("valid_from")
    return LocalData(
        full_online=frozenset(listed),
        replaced={(one.procedure_code, one.component_code): one.source for one in replaced},
        fees=tuple(_local_amounts(on)),
        forms=Counter(code for code, _ in _own_forms(valid)),
    )


def _own_forms(valid: Q) -> set[tuple[str, int | None]]:
    own = ProcedureVersion.objects.filter(valid, only_in__isnull=False)
    return set(own.values_list("procedure_id", "only_in"))


def _local_amounts(on: date) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for commune in all_communes():
        with tenancy.scope(communes=[commune]):
            fees = FeeOverride.objects.filter(commune_id=commune).order_by("procedure_code", "fee_code")
            found += [
                (f.procedure_code, f.fee_code, f"mức thu riêng {f.amount} đồng ({f.basis})")
                for f in holding(fees, on)
            ]
            terms = TermOverride.objects.filter(commune_id=commune).order_by("procedure_code")
            found += [
                (t.procedure_code, "", f"thời hạn riêng {t.value} {t.unit} ({t.basis})")
                for t in holding(terms, on)
            ]
    return found
