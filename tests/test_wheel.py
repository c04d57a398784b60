"""What is installed is whole: pages and settings travel inside the package."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_wheel_ships_pages_settings_and_types(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "diemcau/py.typed",
        "diemcau/_shipped/config/lock/run.txt",
        "diemcau/_shipped/web/vendor/importmap.json",
    } <= names
    assert not [name for name in names if "node_modules" in name or "__pycache__" in name]
