"""What people guess first: the words, and the rules that make passwords out of them."""
