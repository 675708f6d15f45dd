"""The command: one module per noun."""
