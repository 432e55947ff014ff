"""The review brief: what a report says of one topic, in the order in which deputies review a plan."""
