"""Finding a procedure by the words people use: without diacritics, with slips, with everyday names."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from motcua.casework.catalogue.rules.content import ProcedureContent
from motcua.casework.catalogue.rules.everyday_words import FILLER, variants
from motcua.kernel.vietnamese import fold

EXACT, PREFIX, SLIP = 1.0, 0.8, 0.65
LEAST_SCORE = 0.3
_FILLER_WEIGHT, _UNKNOWN_WEIGHT = 0.15, 0.4
_PHRASE_BONUS, _NARROW_BONUS, _ELSEWHERE_SHARE = 0.35, 0.25, 0.15


@dataclass(frozen=True)
class TextPart:
    """A folded text of a procedure and how much a hit in it counts (name 1.0)."""

    text: str
    weight: float


@dataclass(frozen=True)
class SearchEntry:
    """A procedure as search sees it."""

    code: str
    parts: tuple[TextPart, ...]


def index_text(content: ProcedureContent) -> tuple[TextPart, ...]:
    """The searchable texts of a procedure, folded, heaviest first."""
    parts = [(content.name, 1.0), (content.short_name, 1.0)]
    parts += [(synonym, 0.95) for synonym in content.synonyms]
    parts += [(result.name, 0.8) for result in content.results]
    parts += [(content.field, 0.4), (content.summary, 0.3)]
    return tuple(TextPart(fold(text), weight) for text, weight in parts)


def rank(query: str, entries: Sequence[SearchEntry]) -> list[str]:
    """Codes that answer the query, best first; a code as query finds that procedure. Empty for no words."""
    return _prepared(tuple(entries)).rank(query)


@lru_cache(maxsize=4)
def _prepared(entries: tuple[SearchEntry, ...]) -> "SearchIndex":
    return SearchIndex(entries)


class SearchIndex:
    """Entries prepared once for many queries."""

    def __init__(self, entries: Iterable[SearchEntry]) -> None:
        self.entries = tuple(entries)
        self._tokens = [
            [(part, frozenset(part.text.split())) for part in entry.parts] for entry in self.entries
        ]
        present: Counter[str] = Counter()
        for parts in self._tokens:
            present.update(set().union(*(tokens for _, tokens in parts)))
        self._rarity = {
            token: math.log(1 + len(self.entries) / count) / math.log(1 + len(self.entries))
            for token, count in present.items()
        }

    def rank(self, query: str) -> list[str]:
        """Codes that answer the query, best first."""
        return [code for code, _ in self.scored(query)]

    def scored(self, query: str) -> list[tuple[str, float]]:
        """Codes with their scores, best first; ties in the order of the entries."""
        wanted = query.strip()
        exact = [(entry.code, 10.0) for entry in self.entries if wanted and entry.code.startswith(wanted)]
        if exact and any(letter.isdigit() for letter in wanted):
            return exact
        scores: dict[str, float] = {}
        for variant in variants(fold(query)):
            matcher = _Matcher(variant, self._rarity)
            for entry, parts in zip(self.entries, self._tokens, strict=True):
                scores[entry.code] = max(scores.get(entry.code, 0.0), matcher.score(parts))
        found = [(code, score) for code, score in scores.items() if score >= LEAST_SCORE]
        return sorted(found, key=lambda pair: -pair[1])


class _Matcher:
    """One folded query against many entries; each pair of words is compared once."""

    def __init__(self, query: str, rarity: dict[str, float]) -> None:
        self.query = query
        self.words = list(dict.fromkeys(query.split()))
        self.core = " ".join(word for word in query.split() if word not in FILLER)
        self.glued = query.replace(" ", "")
        self.near = {word: self._near(word, rarity) for word in self.words}
        self.weights = {word: self._weight(word, rarity) for word in self.words}
        self.total = sum(self.weights.values())

    @staticmethod
    def _near(word: str, rarity: dict[str, float]) -> dict[str, float]:
        """All known words this one can stand for, with how sure that is."""
        found = {word: EXACT} if word in rarity else {}
        for known in rarity:
            if known == word:
                continue
            if len(word) >= 3 and known.startswith(word):
                found[known] = PREFIX
            elif word not in rarity and len(word) >= 4 and abs(len(known) - len(word)) <= 1:
                if OSA.distance(word, known, score_cutoff=1) <= 1:
                    found[known] = SLIP
        return found

    def _weight(self, word: str, rarity: dict[str, float]) -> float:
        if word in FILLER:
            return _FILLER_WEIGHT
        if not self.near[word]:
            return _UNKNOWN_WEIGHT
        return max(rarity[known] * sure for known, sure in self.near[word].items())

    def score(self, parts: Sequence[tuple[TextPart, frozenset[str]]]) -> float:
        """How well an entry answers: its best part, and a little for words found in the others."""
        if not self.total:
            return 0.0
        scores = sorted((self._part(part, tokens) for part, tokens in parts), reverse=True)
        return (scores[0] + _ELSEWHERE_SHARE * max(scores[1:], default=0.0)) if scores else 0.0

    def _part(self, part: TextPart, tokens: frozenset[str]) -> float:
        matched = 0.0
        hits: set[str] = set()
        for word in self.words:
            sure, known = max(
                ((sure, known) for known, sure in self.near[word].items() if known in tokens),
                default=(0.0, ""),
            )
            matched += self.weights[word] * sure
            if known:
                hits.add(known)
        coverage = matched / self.total
        if len(self.glued) >= 6 and self.glued in part.text.replace(" ", ""):
            coverage = max(coverage, 0.95)
        if not coverage:
            return 0.0
        bonus = _PHRASE_BONUS if self.core and self.core in part.text else 0.0
        narrow = _NARROW_BONUS * coverage * len(hits) / len(tokens) if tokens else 0.0
        return part.weight * (coverage * math.sqrt(coverage) + bonus + narrow)
