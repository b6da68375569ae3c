"""Activities: blocks that are answered, each in two halves: what people see, and the key that stays on the server."""
