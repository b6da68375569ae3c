"""The instructor's desk: what teams answered, where people stop, and corrections."""
