"""What this learner has done, kept in a file of their own."""

from course.progress.answers import Attempt, Kept, KeptLearner, Progress, progress

__all__ = ["Attempt", "Kept", "KeptLearner", "Progress", "progress"]
