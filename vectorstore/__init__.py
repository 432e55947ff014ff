"""The vocabulary that ingestion and answering share, and the stores behind it."""
