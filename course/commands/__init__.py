"""The subcommands of `course`, one module each: it adds its parser and runs it."""
