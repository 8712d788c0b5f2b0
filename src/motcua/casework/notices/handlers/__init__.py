"""News of dossiers become papers and messages. Each effect is safe to run again."""

from motcua.casework.notices.handlers import ending, money, parts, reception, term

__all__ = ["ending", "money", "parts", "reception", "term"]
