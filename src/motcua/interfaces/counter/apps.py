"""The counter as a Django app: views and templates, no tables."""

from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "motcua.interfaces.counter"
    label = "counter"
