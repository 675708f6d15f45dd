"""Find words in everything one may see."""
