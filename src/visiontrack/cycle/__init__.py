"""What each step of a year shows, as plain values: plan, do, check, act, status, roles."""
