"""The only door to other machines. Nothing here runs until somebody has named an address."""
