"""A report read as a good reviewer would read it: what is found, and a question that mends it."""
