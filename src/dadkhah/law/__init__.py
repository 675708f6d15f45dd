"""The law as data, read strictly into frozen values."""
