"""What a receiver answers, when, and what gets lost on the way."""
