"""Calls from the shop to a gateway: which they are, how the client is set up, how long they wait, what is tried again."""
