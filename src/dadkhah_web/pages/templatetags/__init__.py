"""What templates may say: see `dadkhah`."""
