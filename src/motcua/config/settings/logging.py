"""Logs go to standard error as lines; personal data never reach a logger."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "motcua.kernel.discretion.DiscreetFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "motcua": {"level": "INFO"},
        "procrastinate": {"level": "WARNING"},
        # Its messages carry user names and addresses; the audit log keeps what is needed.
        "axes": {"level": "ERROR"},
    },
}
