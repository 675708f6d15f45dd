"""The pages of charges, the matrix, cells, propositions, findings and gaps."""
