"""Work that takes long: it shows progress, can be stopped, and goes on after a restart."""
