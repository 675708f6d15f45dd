"""What holds for every test."""

from hypothesis import HealthCheck, settings

# Machines here are noisy and have two cores: how long an example takes says nothing about a rule.
settings.register_profile("noisy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("noisy")
