"""The learner's desk: today, lessons, and facts on their way in."""
