"""What the tests of kept answers share: a folder that belongs to somebody else."""

import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def tmp_path(beside_home: Path) -> Path:
    """Take a folder that waits for no disk."""
    return beside_home


@pytest.fixture
def shared_folder():
    """Give a folder that any user of this computer can reach, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp(prefix="blameless-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)
