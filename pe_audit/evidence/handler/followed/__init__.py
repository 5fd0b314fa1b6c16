"""What a receiver runs: its functions, calls and imports, through the files of the tree."""
