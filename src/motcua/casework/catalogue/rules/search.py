"""Finding a procedure by the words people use: without diacritics, with slips, with everyday names."""

import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from motcua.casework.catalogue.rules.content import ProcedureContent
from motcua.casework.catalogue.rules.everyday_words import FILLER, variants
from motcua.kernel.vietnamese import fold

EXACT, PREFIX, SLIP = 1.0, 0.8, 0.65
FILLER_SHARE, UNKNOWN_WEIGHT = 0.15, 0.3
ASKED_SHARE, BOTH_SHARE, ORDER_SHARE, PHRASE_SHARE, ELSEWHERE_SHARE = 0.6, 0.8, 0.5, 0.3, 0.15
LEAST_SCORE, CODE_SCORE = 0.3, 10.0
MOST_KEPT = 20_000


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
    """The searchable texts of a procedure, folded, heaviest first; an imported summary only repeats the rest."""
    parts = (
        [(content.name, 1.0), (content.short_name, 1.0)] if content.record is None else [(content.name, 1.0)]
    )
    parts += [(synonym, 0.95) for synonym in content.synonyms]
    parts += [(result.name, 0.8) for result in content.results]
    parts += [(content.field, 0.4)]
    parts += [(content.summary, 0.3)] if content.record is None else []
    return tuple(TextPart(fold(text), weight) for text, weight in parts)


class SearchIndex:
    """Entries prepared once for many queries: which texts hold a word, and how rare each word is."""

    def __init__(self, entries: Iterable[SearchEntry]) -> None:
        self.entries = tuple(entries)
        self._texts = [
            _Text(number, part.weight, part.text, tuple(map(sys.intern, part.text.split())))
            for number, entry in enumerate(self.entries)
            for part in entry.parts
        ]
        self._holders: dict[str, list[int]] = {}
        owners: dict[str, set[int]] = {}
        for position, text in enumerate(self._texts):
            for word in set(text.words):
                self._holders.setdefault(word, []).append(position)
                owners.setdefault(word, set()).add(text.entry)
        whole = math.log(1 + len(self.entries)) or 1.0
        self._rarity = {
            word: math.log(1 + len(self.entries) / len(found)) / whole for word, found in owners.items()
        }
        self._sums = [sum(self._rarity[word] for word in set(text.words)) for text in self._texts]
        self._near_words: dict[str, dict[str, float]] = {}

    def rank(self, query: str) -> list[str]:
        """Codes that answer the query, best first; a code as query finds that procedure. Empty for no words."""
        return [code for code, _ in self.scored(query)]

    def scored(self, query: str) -> list[tuple[str, float]]:
        """Codes with their scores, best first; ties in the order of the entries."""
        wanted = query.strip()
        if wanted[:1].isdigit() and "." in wanted:
            return [(entry.code, CODE_SCORE) for entry in self.entries if entry.code.startswith(wanted)]
        scores: dict[int, float] = {}
        for variant in variants(fold(query)):
            for number, score in self._scores(variant).items():
                scores[number] = max(scores.get(number, 0.0), score)
        found = [(number, score) for number, score in sorted(scores.items()) if score >= LEAST_SCORE]
        found.sort(key=lambda one: -one[1])
        return [(self.entries[number].code, score) for number, score in found]

    def _scores(self, query: str) -> dict[int, float]:
        """Score by entry: its best text, and a little for the second best."""
        asked = query.split()
        words = list(dict.fromkeys(asked))
        if len(words) == 1 and len(query) >= 6 and query not in self._rarity:
            return self._glued(query)
        weights = {word: self._weight(word) for word in words}
        matched, hit = self._matches(weights)
        total = sum(weights.values())
        pairs = set(pairwise(asked))
        core = " ".join(word for word in asked if word not in FILLER)
        best: dict[int, tuple[float, float]] = {}
        for position, amount in matched.items():
            text = self._texts[position]
            score = text.weight * self._fit(text, amount / total, hit[position] / self._sums[position], pairs)
            if core and core in text.text:
                score += text.weight * PHRASE_SHARE
            first, second = best.get(text.entry, (0.0, 0.0))
            best[text.entry] = (score, max(first, second)) if score > first else (first, max(second, score))
        return {entry: first + ELSEWHERE_SHARE * second for entry, (first, second) in best.items()}

    @staticmethod
    def _fit(text: "_Text", asked: float, told: float, pairs: set[tuple[str, str]]) -> float:
        """`asked`: share of the query found in the text; `told`: share of the text found in the query."""
        in_order = text.share_in_order(pairs) if pairs else 0.0
        return ASKED_SHARE * asked + BOTH_SHARE * math.sqrt(asked * told) + ORDER_SHARE * in_order

    def _matches(self, weights: dict[str, float]) -> tuple[dict[int, float], dict[int, float]]:
        """By text: weight of the query's words found in it, and rarity of its own words hit."""
        matched: dict[int, float] = {}
        hit: dict[int, float] = {}
        for word, weight in weights.items():
            best: dict[int, tuple[float, float]] = {}
            for known, sure in self._near(word).items():
                for position in self._holders[known]:
                    best[position] = max(best.get(position, (0.0, 0.0)), (sure, self._rarity[known]))
            for position, (sure, rarity) in best.items():
                matched[position] = matched.get(position, 0.0) + weight * sure
                hit[position] = hit.get(position, 0.0) + rarity * sure
        return matched, hit

    def _glued(self, query: str) -> dict[int, float]:
        """Words written without spaces ("khaisinh")."""
        scores: dict[int, float] = {}
        for text in self._texts:
            glued = "".join(text.words)
            if query in glued:
                fit = text.weight * (0.6 + 0.4 * len(query) / len(glued))
                scores[text.entry] = max(scores.get(text.entry, 0.0), fit)
        return scores

    def _near(self, word: str) -> dict[str, float]:
        """All known words this one can stand for, with how sure that is."""
        if word not in self._near_words:
            if len(self._near_words) > MOST_KEPT:
                self._near_words.clear()
            self._near_words[word] = self._find_near(word)
        return self._near_words[word]

    def _find_near(self, word: str) -> dict[str, float]:
        if word in self._rarity:
            return {word: EXACT}
        found: dict[str, float] = {}
        for known in self._rarity:
            if len(word) >= 3 and known.startswith(word):
                found[known] = PREFIX
            elif len(word) >= 4 and OSA.distance(word, known, score_cutoff=1) <= 1:
                found[known] = SLIP
        return found

    def _weight(self, word: str) -> float:
        near = self._near(word)
        if not near:
            return UNKNOWN_WEIGHT
        rarity = max(self._rarity[known] * sure for known, sure in near.items())
        return rarity * (FILLER_SHARE if word in FILLER else 1.0)


@dataclass(frozen=True, slots=True)
class _Text:
    entry: int
    weight: float
    text: str
    words: tuple[str, ...]

    def share_in_order(self, asked: set[tuple[str, str]]) -> float:
        """Which share of the neighbouring words of this text stands so in the query; worked out when asked."""
        if not any(f"{first} {second}" in self.text for first, second in asked):
            return 0.0
        own = set(pairwise(self.words))
        return len(own & asked) / len(own) if own else 0.0
