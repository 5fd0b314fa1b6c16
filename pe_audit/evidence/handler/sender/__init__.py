"""Whether a receiver knows who sent the notification."""
