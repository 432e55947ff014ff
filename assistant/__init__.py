"""Question -> evidence -> answer -> verified, cited answer."""
