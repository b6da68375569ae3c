"""The signing machinery: credentials, proofs, keys and status lists, knowing neither web, database nor people."""
