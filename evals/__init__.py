"""Cases, scorers and runs that measure the assistant."""
