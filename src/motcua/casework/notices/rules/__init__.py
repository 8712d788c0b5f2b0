"""Pure rules of the notices: what stands on a form, how amounts are written."""
