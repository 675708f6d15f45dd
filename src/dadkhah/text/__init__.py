"""Scripts and letters: folding for comparison, isolation for print."""
