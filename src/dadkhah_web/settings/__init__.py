"""Settings of the site, one module per profile."""
