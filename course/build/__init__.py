"""Every notebook run, and pages written of them."""
