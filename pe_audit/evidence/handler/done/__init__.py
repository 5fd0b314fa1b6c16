"""What a receiver changes, what it knows of what it changes, and what keeps it from changing it again."""
