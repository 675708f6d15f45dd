"""What analysts conclude: propositions, findings on elements, charges."""
