"""Pictures: how large they are, smaller ones for phones, and how pages offer them."""
