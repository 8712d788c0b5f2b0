"""Pure rules of procedures: content, processes, fees, papers, search."""
