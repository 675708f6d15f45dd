"""The Statute and the treaties: crimes, elements, modes of liability, standards, instruments."""
