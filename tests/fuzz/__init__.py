"""Fuzzing: what reads files of others is fed with what nobody would write. See CONTRIBUTING.md."""
