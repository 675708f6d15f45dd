"""The API for programs: what the pages show and the forms save, by token, as JSON."""
