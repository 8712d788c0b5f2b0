"""Pure rules of the dossier: states, actions, codes, masking."""
