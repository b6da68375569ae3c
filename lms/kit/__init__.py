"""The ground floor: database, clock, audience, forms, errors, languages, jobs, storage. It knows no word of learning."""
