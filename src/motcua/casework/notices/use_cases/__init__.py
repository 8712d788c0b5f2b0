"""Issuing printed forms and telling people the news of their dossiers."""
