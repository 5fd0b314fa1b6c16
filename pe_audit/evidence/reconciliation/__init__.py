"""Settlement files: the code that handles them, the archives it opens, what it makes of amounts and times."""

from pe_audit.evidence.reconciliation.archive import Archives, Opening

__all__ = ["Archives", "Opening"]
