"""The views of these pages: they neither read nor write themselves."""
