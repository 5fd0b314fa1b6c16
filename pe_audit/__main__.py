from pe_audit.cli import main

main()
