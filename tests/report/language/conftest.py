"""Sentences that were written for the blame language, in the halves that they are split into."""

import csv
import hashlib
from pathlib import Path

import pytest

SENTENCES = Path(__file__).parents[2] / "data" / "language.tsv"


@pytest.fixture(scope="session")
def sentences():
    """Read all of them, as rows."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="session")
def written_with(sentences):
    """Give those that rules are written with; the others are only measured."""
    return [
        row
        for row in sentences
        if row["when"] == "between"
        or (
            row["when"] == "before" and not hashlib.sha256(row["sentence"].encode()).digest()[0] & 1
        )
    ]
