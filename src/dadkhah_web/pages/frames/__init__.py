"""A film at a glance: keyframes with their times, and the shape of its sound."""
