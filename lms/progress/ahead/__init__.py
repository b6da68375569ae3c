"""What is still ahead of somebody, and what of it fits into the time and the device they have in hand."""
