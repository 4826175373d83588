"""How each part of the command introduces itself, and how it ends."""

import argparse

#: What every part ends with: done, the input has findings, the call or the input is wrong.
DONE, FINDINGS, WRONG = 0, 1, 2


def add_part(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    what: str,
    *examples: str,
    more: str = "",
) -> argparse.ArgumentParser:
    """Add a part with what it does, what there is to know beside it, and examples."""
    return subparsers.add_parser(
        name,
        help=what,
        description=more or f"{what[:1].upper()}{what[1:]}.",
        epilog="\n".join(["example:", *(f"  {example}" for example in examples)]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
