"""No case that passed in the committed baseline fails now."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from assistant.settings import Settings
from evals.commands import BASELINE, RESULTS, Request, evaluate, load_rows
from evals.compare import compare
from tests.evals.conftest import ROOT

KEPT = RESULTS / BASELINE


@pytest.mark.skipif(not (KEPT / "rows.jsonl").is_file(), reason="there is no baseline yet: evals/results/baseline")
def test_no_case_that_passed_in_the_baseline_fails(settings: Settings, tmp_path: Path) -> None:
    settings = settings.model_copy(update={"reports": ROOT / "data" / "reports"})
    rows = evaluate(Request(name="now", results=tmp_path), settings, Console(file=StringIO()))
    lost = [after.key for _, after in compare(load_rows(str(KEPT)), rows).failing]
    assert not lost, "passed in the baseline and fail now; see `plan-assistant eval compare baseline NAME`"
