"""Pages for citizens. Each view parses the request, makes one call, and renders or redirects."""
