"""Files and papers: how they are kept, and how a paper is set from a template and data."""
