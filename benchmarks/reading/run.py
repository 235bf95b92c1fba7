"""Reads texts, writes the measuring export, and lets an external scorer judge it.

    python -m benchmarks.reading.run --input TEXTS --gold gold.json --scorer score.py --output export.jsonl

``--input`` is a folder of .txt files or a file of JSON Lines {id, text, publish_date}. The scorer is run as
``python SCORER EXPORT --gold GOLD``; what it prints is printed. Gold texts and scorers are no part of the project.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from .export import write_export
from .reader import reader


def main() -> int:
    """Returns the scorer's exit code, 0 without one."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--input", type=Path, required=True, help="folder of .txt files, or JSON Lines")
    options.add_argument("--output", type=Path, required=True, help="where the export goes")
    options.add_argument("--gold", type=Path, help="the gold file that the scorer compares with")
    options.add_argument("--scorer", type=Path, help="a script that takes the export and --gold")
    options.add_argument("--misses", action="store_true", help="ask the scorer for every miss")
    given = options.parse_args()
    write_export(given.input, given.output, reader())
    if given.scorer is None:
        return 0
    command = [sys.executable, str(given.scorer), str(given.output)]
    command += ["--gold", str(given.gold)] if given.gold else []
    command += ["--misses"] if given.misses else []
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
