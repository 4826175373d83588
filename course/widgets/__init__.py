"""What the learner touches: one module, one widget, its script and style beside it."""
