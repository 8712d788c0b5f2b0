"""Declarations of made-up people: the complete samples of each procedure, in another's name and on another day.

Who declares is the person of the script; everybody else in it gets another name and number of the same sex and age.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor
from typing import Any

from motcua.blocks.forms import api as forms
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.cli.demonstration.plan import Script
from motcua.interfaces.cli.demonstration.plan.making import dice
from motcua.interfaces.cli.demonstration.plan.people import draw_name, draw_phone
from motcua.kernel import clock

# The day as of which every sample is complete, and where its people live.
REFERENCE = date(2026, 11, 23)
_HOME = "Suối Ngọc"
# Days around that day belong to the case and move with it; older ones are people's own.
_NEAR = timedelta(days=500)
_PROVEN = ("full_name", "citizen_id", "birth_date", "gender", "ethnicity", "nationality")
_DAY = re.compile(r"(20\d\d)-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(20\d\d)-(\d\d)")
_WRITTEN_DAY = re.compile(r"(\d\d)/(\d\d)/(20\d\d)")
_NUMBER = re.compile(r"0\d\d[0-3](\d\d)\d{6}")
_BOOK = re.compile(r"\d+/20\d\d(.*)")


@dataclass(frozen=True)
class Declared:
    """A declaration as it is handed in. `proven`: what the identity provider says; `boxes`: an officer's, as typed."""

    answers: Mapping[str, Any]
    verified: tuple[str, ...]
    proven: Mapping[str, str]
    papers: tuple[str, ...]
    boxes: Mapping[str, str]


def declare(
    version: catalogue.Version, sample: Mapping[str, Any], script: Script, commune: organisation.CommuneInfo
) -> Declared:
    """Return what the person of a script declares, by a sample of the procedure."""
    at = script.orders[0].at
    changed = _Changes(version.form, sample["answers"], script, commune)
    told = {key: changed.value(value) for key, value in sample["answers"].items()}
    told = {**told, **changed.own}
    proven = {
        source.removeprefix("identity."): str(told[field.id])
        for field in version.form.fields
        for source in field.sources
        if source.removeprefix("identity.") in _PROVEN and told.get(field.id)
    }
    online = script.channel == "local_portal"
    answers, verified = _filled(version.form, told, proven if online else {}, commune, clock.local_date(at))
    due = catalogue.components_due(version.content, version.form, answers, clock.local_date(at))
    results = {
        code: {name: changed.value(typed) for name, typed in boxes.items()}
        for code, boxes in sample.get("results", {}).items()
    }
    papers = [one.component.code for one in due if one.required and not one.component.present_only]
    # The papers of a draft are kept by code, and the database keeps short keys first.
    papers.sort(key=lambda code: (len(code), code))
    return Declared(answers, verified, proven, tuple(papers), _boxes(version, results))


def _filled(
    form: forms.FormDefinition,
    told: Mapping[str, Any],
    proven: Mapping[str, str],
    commune: organisation.CommuneInfo,
    on: date,
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the answers as they are handed in, and which of them are proven."""
    sources = {f"identity.{name}": value for name, value in proven.items()}
    sources |= {"commune.name": commune.display_name, "commune.province": commune.province_name}
    filled = forms.prefill(form, sources)
    typed = {
        field.id: forms.parse(field, forms.input_values(field, told[field.id])).value
        for field in form.fields
        if field.id in told and field.id not in filled.verified
    }
    answers = {**filled.answers, **typed}
    return forms.submission_answers(form, answers, on), tuple(sorted(filled.verified))


def _boxes(version: catalogue.Version, results: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return an officer's boxes as the counter posts them: <position>-<box>."""
    boxes: dict[str, str] = {}
    for position, kind in enumerate(version.content.drafted):
        for one in kind.fields:
            typed = results.get(kind.code, {}).get(one.id)
            if typed is not None:
                field = one.as_form_field()
                value = forms.parse(field, {one.id: str(typed)}).value
                boxes |= {
                    f"{position}-{name}": text for name, text in forms.input_values(field, value).items()
                }
    return boxes


class _Changes:
    """What of a sample becomes something else. Equal values become equal ones, wherever they stand."""

    def __init__(
        self,
        form: forms.FormDefinition,
        answers: Mapping[str, Any],
        script: Script,
        commune: organisation.CommuneInfo,
    ) -> None:
        self._commune, self._person, self._answers = commune, script.person, answers
        self._chance = dice(f"{script.seed}")
        self._on = clock.local_date(script.orders[0].at)
        drafted = next(
            (order.at for order in script.orders if order.action == "propose"), script.orders[0].at
        )
        self._drafted_on = clock.local_date(drafted)
        self._families: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self.own = self._of_person(form)
        for field in form.fields:
            value = answers.get(field.id)
            if isinstance(value, str) and value and value not in self._words and field.id not in self.own:
                self._other(field, value)

    def _of_person(self, form: forms.FormDefinition) -> dict[str, Any]:
        """Return the answers that say who declares."""
        person, own = self._person, {}
        said = {
            "identity.full_name": person.name,
            "identity.citizen_id": person.number,
            "identity.birth_date": person.born.isoformat(),
            "identity.phone": person.phone,
        }
        for field in form.fields:
            known = next((said[source] for source in field.sources if source in said), None)
            old = self._answers.get(field.id)
            if known is None or not isinstance(old, str):
                continue
            if "identity.full_name" in field.sources:
                self._families[old.split()[0]] = person.name.split()[0]
            own[field.id] = self._words[old] = known
        return own

    def _other(self, field: forms.Field, value: str) -> None:
        if field.normalize == "name":
            family = value.split(maxsplit=1)[0]
            if family not in self._families:
                self._families[family] = draw_name(self._chance, female=False).split()[0]
            female = self._female(field.id.removesuffix("_name"), value)
            self._words[value] = draw_name(self._chance, female=female, family=self._families[family])
        elif field.type == "citizen_id" and _NUMBER.fullmatch(value):
            self._words[value] = f"{self._number(value)[:6]}{self._chance.randrange(1, 10**6):06d}"
        elif field.type == "phone":
            self._words[value] = draw_phone(self._chance)

    def _female(self, whose: str, name: str) -> bool:
        number = str(self._answers.get(f"{whose}_citizen_id", ""))
        odd = bool(_NUMBER.fullmatch(number)) and int(number[3]) % 2 == 1
        return " Thị " in name or odd or self._answers.get(f"{whose}_sex") == "female"

    def value(self, value: Any) -> Any:
        """Return what becomes of a value."""
        if isinstance(value, dict):
            return (
                self._address(value) if "commune" in value else {k: self.value(v) for k, v in value.items()}
            )
        if isinstance(value, list):
            return [self.value(one) for one in value]
        return self._text(value) if isinstance(value, str) else value

    def _address(self, value: Mapping[str, Any]) -> dict[str, Any]:
        if _HOME not in str(value.get("commune", "")):
            return dict(value)
        line = {"line": self._person.hamlet} if value.get("line") else {}
        return {**value, **line, "commune": f"Xã {self._commune.name}"}

    def _text(self, text: str) -> str:
        if text in self._words:
            return self._words[text]
        for form, order in ((_DAY, (0, 1, 2)), (_WRITTEN_DAY, (2, 1, 0))):
            found = form.fullmatch(text)
            if found:
                parts = [int(found.groups()[place]) for place in order]
                return self._day(date(*parts), text, form)
        month = _MONTH.fullmatch(text)
        if month:
            return f"{self._moved(date(int(month[1]), int(month[2]), 1)):%Y-%m}"
        if _NUMBER.fullmatch(text):
            return self._number(text)
        book = _BOOK.fullmatch(text)
        if book and f"/{REFERENCE.year}" in text:
            return f"{self._chance.randrange(1, 400)}/{self._drafted_on.year}{book[1]}"
        return text.replace(_HOME, self._commune.name)

    def _day(self, on: date, text: str, form: re.Pattern[str]) -> str:
        if form is _DAY:
            return self._moved(on).isoformat()
        # What an officer writes speaks of the day of the draft.
        moved = on + (self._drafted_on - REFERENCE) if abs(on - REFERENCE) <= _NEAR else on
        return f"{moved:%d/%m/%Y}"

    def _moved(self, on: date) -> date:
        """Return a day of the case on another day, by whole weeks: what lay before it stays before it, or after it."""
        if abs(on - REFERENCE) > _NEAR:
            return on
        weeks = (self._on - REFERENCE) / timedelta(weeks=1)
        return on + timedelta(weeks=floor(weeks) if on <= REFERENCE else ceil(weeks))

    def _number(self, number: str) -> str:
        """Return the number of somebody just born with the year in which they are born now."""
        year = 2000 + int(number[4:6])
        if number[3] not in "23" or abs(date(year, 7, 1) - REFERENCE) > _NEAR:
            return number
        born = next((day for day in self._days() if day.year == year), date(year, 7, 1))
        return f"{number[:4]}{self._moved(born).year % 100:02d}{number[6:]}"

    def _days(self) -> list[date]:
        """Return the days of births that the sample names."""
        said = (str(value) for key, value in self._answers.items() if "birth_date" in key)
        return [date.fromisoformat(one) for one in said if _DAY.fullmatch(one)]
