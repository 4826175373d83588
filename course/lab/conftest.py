"""Keep pytest out of what the lab runs: its tests are run by the lab, in a process of their own."""

collect_ignore = ["booking", "suites"]
