"""Property tests without a stopwatch: a busy machine is no counterexample."""

from hypothesis import HealthCheck, settings

settings.register_profile("gonin", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gonin")
