"""Calls from the shop to a gateway: which they are, how they are set up, how long they wait, what is tried again."""
