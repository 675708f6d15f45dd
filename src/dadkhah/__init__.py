"""The library: every rule of evidence, law, proof and filing, in plain Python."""
