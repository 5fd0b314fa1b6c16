"""Exit codes: part of the interface, see README."""

CLEAN = 0
FINDINGS = 1  # at or above --fail-on
USAGE = 2  # wrong usage or configuration
NOT_DONE = 3  # the audit could not be done as asked
INTERRUPTED = 130
