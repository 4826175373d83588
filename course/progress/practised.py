"""What a learner wrote where they practised, out of the draft that is kept of it."""

import json


def answers(draft: str) -> dict[str, str]:
    """Take a practice's draft apart into its answers, by item; anything else holds none.

    Examples
    --------
    >>> answers('{"cues": "What did you see?"}'), answers("What did you see?")
    ({'cues': 'What did you see?'}, {})
    """
    try:
        fields = json.loads(draft)
    except ValueError:
        return {}
    return {str(at): str(own) for at, own in fields.items()} if isinstance(fields, dict) else {}
