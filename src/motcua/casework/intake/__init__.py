"""From draft to dossier: drafts that lose nothing, answers in versions, papers, supplement rounds, acceptance."""
