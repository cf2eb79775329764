"""The checks behind `torino check`: of the installation and of the entries.

Read `run_health_checks` in search.health.health_check first.
"""
