"""Which functions receive payment notifications, under which address, and what runs ahead of them."""
