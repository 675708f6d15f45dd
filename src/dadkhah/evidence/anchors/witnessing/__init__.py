"""Both sides of a witness: to be one, and to ask one; C2SP tlog-witness and tlog-cosignature."""
