"""Own risk of every party and issue: events, severity, priors, clean checks, states."""
