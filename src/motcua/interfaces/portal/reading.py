"""Read what a person types into one box: a code, and the secret of four signs with it or apart."""

import re

_SEPARATORS = re.compile(r"[\W_]")
# A submission code that stands alone, and any code with four signs after it.
_ALONE = re.compile(r"TT[0-9]{6}[0-9A-Z]{6}", re.IGNORECASE)
# A whole code before four digits: then these are letters too, a secret may hold digits alone.
_WHOLE = re.compile(r"TT[\W_]*[0-9]{6}[\W_]*[0-9A-Z]{6}|.*[0-9]{6}[\W_]+[0-9]{4}", re.IGNORECASE | re.DOTALL)
_TOGETHER = re.compile(r"(.*?)[\s./,;:-]*((?:[0-9A-Za-z][\s.-]?){4})", re.DOTALL)


def split_lookup(typed: str, letters: str) -> tuple[str, str]:
    """Return (code, letters). Letters in their own box count; else the last four signs of the code's box.

    Four digits at the end are the number of a code, unless a whole code stands before them.
    """
    code, apart = typed.strip(), _SEPARATORS.sub("", letters).upper()
    together = _TOGETHER.fullmatch(code)
    if apart or together is None or _ALONE.fullmatch(_SEPARATORS.sub("", code)):
        return code, apart
    before, secret = together[1].strip(), _SEPARATORS.sub("", together[2]).upper()
    return (code, "") if secret.isdigit() and not _WHOLE.fullmatch(before) else (before, secret)
