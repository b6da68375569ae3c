"""People, their ways in, and what they chose about how Gonin speaks to them."""
