"""Case folders and bundles: what enters from others and what leaves to them."""
