"""Films and sound: what they say of themselves, stills, and the shape of their sound."""
