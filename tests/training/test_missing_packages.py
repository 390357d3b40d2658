"""A step that needs a package says so before it reads texts for minutes."""

import sys
from pathlib import Path

import pytest

from training.__main__ import main


@pytest.mark.parametrize("step", ["relations", "patients", "attributes"])
def test_a_missing_package_is_named_at_once(
    step: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    assert main([step, str(tmp_path / "no such file")]) == 1
    assert "pip install 'newsner[training]'" in capsys.readouterr().err
