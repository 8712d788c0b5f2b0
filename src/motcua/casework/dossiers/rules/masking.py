"""What of a name may be shown to everyone.

Legal basis: Decree 356/2025/NĐ-CP, Article 16 (publication keeps no full name and no number).
"""


def mask_name(full_name: str) -> str:
    """Return "Nguyễn V. A." for "Nguyễn Văn An": the family name, then initials. One word keeps its initial."""
    words = full_name.split()
    if not words:
        return ""
    if len(words) == 1:
        return f"{words[0][0]}."
    return " ".join([words[0], *(f"{word[0]}." for word in words[1:])])
