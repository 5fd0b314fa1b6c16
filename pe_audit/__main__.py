import sys

# `python -m` puts the current folder first on the path: an audited tree must not lend us its modules.
if not getattr(sys.flags, "safe_path", False):
    del sys.path[0]

from pe_audit.cli import main

main()
