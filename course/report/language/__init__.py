"""The blame language: words in a text that put a person where a condition belongs."""
