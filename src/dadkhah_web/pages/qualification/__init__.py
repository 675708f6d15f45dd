"""Pages: the proof matrix, propositions, findings, gaps."""
