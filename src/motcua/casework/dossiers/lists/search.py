"""Finding a dossier by whatever is at hand: a code, a number, or words of a name in any spelling.

Row-level security lets only leakproof operators into an index. So numbers are found by equality of a blind index,
and words by a B-tree that carries them: it is read alone, newest first, until a page is full.
"""

import re
from uuid import UUID

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz, process

from motcua.casework.dossiers.lists.views import OPEN
from motcua.casework.dossiers.models import Dossier, DossierKey, PublicProgress
from motcua.casework.dossiers.rules.access import read_submission_code
from motcua.casework.dossiers.rules.codes import UnreadableCode, parse_code
from motcua.casework.dossiers.use_cases.keep_findable import key_index
from motcua.casework.dossiers.use_cases.open_dossier import owner_index
from motcua.kernel import vietnamese

_MOST_WORDS = 8
# How many that share a number are shown, and how many open dossiers are listened to for slips of spelling.
_MOST_SHARED = 200
_MOST_HEARD = 2_000
_ALIKE = 85
_SHORTEST_HEARD = 4
_DIGITS = re.compile(r"[0-9 .\-]+")


def found(commune_id: int, query: str) -> Q:
    """Return what a query finds in the dossiers of a commune."""
    submitted = read_submission_code(query)
    if submitted:
        public = PublicProgress.objects.filter(commune_id=commune_id, submission_code=submitted)
        return Q(id__in=public.values("id"))
    sharing = _by_number(commune_id, query) if any(sign.isdigit() for sign in query) else []
    code = code_in(query)
    if code is not None:
        # A code of another register, the national portal's for one, looks like ours.
        return Q(code=code) | Q(id__in=sharing) if sharing else Q(code=code)
    return Q(id__in=sharing) if sharing else _by_words(query)


def code_in(text: str) -> str | None:
    """Return the dossier code in what somebody typed, if it is one."""
    try:
        return parse_code(text).text
    except UnreadableCode:
        return None


def _by_number(commune_id: int, query: str) -> list[UUID]:
    """Return who shares a number: an identity or telephone number, a result, a parcel, a sheet."""
    keys = DossierKey.objects.filter(commune_id=commune_id, index=key_index(query))
    either = keys.values_list("dossier_id", flat=True)
    digits = "".join(sign for sign in query if sign.isdigit())
    if len(digits) == 12 and _DIGITS.fullmatch(query):
        own = Dossier.objects.filter(commune_id=commune_id, owner_id_index=owner_index(digits))
        either = either.union(own.values_list("id", flat=True))
    return list(either[:_MOST_SHARED])


def _by_words(query: str) -> Q:
    """Return who bears all these words, or their beginnings, in any order and spelling."""
    kept = Q()
    for word in vietnamese.fold(query).split()[:_MOST_WORDS]:
        kept &= Q(search_text__contains=f" {word}")
    return kept or Q(pk__in=[])


def heard_alike(rows: "QuerySet[Dossier]", query: str, most: int) -> list[UUID]:
    """Return the open dossiers whose names sound like the query, the nearest first."""
    asked = vietnamese.sound(query)
    if len(asked) < _SHORTEST_HEARD or not any(sign.isalpha() for sign in asked):
        return []
    heard = rows.filter(OPEN).order_by("next_at", "id").values_list("id", "search_text")[:_MOST_HEARD]
    sounds = {key: vietnamese.sound(text) for key, text in heard}
    near = process.extract(asked, sounds, scorer=fuzz.partial_ratio, score_cutoff=_ALIKE, limit=most)
    return [key for _, _, key in near]
