"""Pure functions over the JSON of a form."""
