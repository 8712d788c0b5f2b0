"""Views of the portal, grouped by what the citizen is doing."""
