"""The process that takes background jobs, a few at once."""

from procrastinate import PsycopgConnector
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params


class _WorkerConnector(PsycopgConnector):
    """Takes jobs over connections of its own; what a job enqueues goes over Django's, into its transaction.

    Over a connection of its own it would be taken at once, find nothing of what is not committed yet, and be done.
    """

    def __init__(self, within: BaseConnector) -> None:
        super().__init__(kwargs=connector_params())
        self._within = within

    def get_sync_connector(self) -> BaseConnector:
        return self._within


def run_worker(concurrency: int) -> None:
    """Take jobs until a signal asks to stop; those under way may end within ten seconds."""
    with app.replace_connector(_WorkerConnector(app.connector)):
        app.run_worker(
            concurrency=concurrency,
            # Polling finds the job of a notification lost in a restart of the database.
            fetch_job_polling_interval=0.5,
            shutdown_graceful_timeout=10,
            delete_jobs="never",
        )
