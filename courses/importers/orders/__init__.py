"""Orders: which lessons there are, in which parts and in which order, as other people's tools write it down."""
