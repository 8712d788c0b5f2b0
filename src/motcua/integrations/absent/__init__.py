"""Adapters for what is not connected yet: each answers in plain Vietnamese what to do instead.

They do nothing and remember nothing, so a wired absent adapter can never be taken for a working one.
"""
