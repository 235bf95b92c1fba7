"""The README shows what really happens."""

from pathlib import Path

from .readme import ROOT, blocks, output_of, playground, same


def test_the_console_blocks_of_the_readme_are_real(tmp_path: Path) -> None:
    folder = playground(tmp_path)
    found = list(blocks((ROOT / "README.md").read_text(encoding="utf-8")))
    assert len(found) >= 2
    for _, commands in found:
        for command, shown in commands:
            real = output_of(command, folder)
            assert same(shown, real), f"{command}\n{real}\nrun: python -m tests.readme"
