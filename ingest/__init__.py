"""File -> document -> outline -> passages -> store, as pure functions in a row."""
