"""Registers the context with Django."""

from django.apps import AppConfig


class BooksConfig(AppConfig):
    name = "motcua.casework.books"
    label = "books"
