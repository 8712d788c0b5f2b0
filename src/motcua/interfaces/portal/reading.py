"""Read what a person types into one box: a code, and the secret of four signs with it or apart."""

import re

_SEPARATORS = re.compile(r"[\W_]")
# A submission code that stands alone, and any code with four signs after it.
_ALONE = re.compile(r"TT[0-9]{6}[0-9A-Z]{6}", re.IGNORECASE)
_TOGETHER = re.compile(r"(.*?)[\s./,;:-]*((?:[0-9A-Za-z][\s.-]?){4})", re.DOTALL)


def split_lookup(typed: str, letters: str) -> tuple[str, str]:
    """Return (code, letters). Letters in their own box count; else the last four signs of the code's box.

    Four digits at the end are the number of a code, so they are never taken for the letters.
    """
    code, apart = typed.strip(), _SEPARATORS.sub("", letters).upper()
    together = _TOGETHER.fullmatch(code)
    if apart or together is None or _ALONE.fullmatch(_SEPARATORS.sub("", code)):
        return code, apart
    secret = _SEPARATORS.sub("", together[2]).upper()
    return (code, "") if secret.isdigit() else (together[1].strip(), secret)
