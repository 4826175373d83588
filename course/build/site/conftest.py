"""Keep pytest out of what stands in for other packages: only a page runs it."""

collect_ignore = ["runner", "standins"]
