"""Gold numbers and reports -> judgements: the reports are parsed as ingestion parses them."""

from collections.abc import Mapping
from pathlib import Path

from evals.figures.gold import lines, load
from evals.scorers.figures import Judged, judge
from evals.workspace import REPORTS
from ingest.document import build_document
from ingest.figures import extract_figures
from ingest.passages import split_passages
from ingest.read import Source, read
from vectorstore.records import Figure

SHIPPED = REPORTS.parents[1] / "data" / "reports"
SAMPLES = ("gold", "gold_numerals")
EXTERNAL = "gold_external"
PASSAGE_TOKENS = 400


def check(reports: Path | None = None) -> tuple[Judged, ...]:
    """Judge every gold number whose report is at hand: the project's own, and those in the folder ``reports``.

    Raises ``GoldError`` where a quote does not stand in its report.
    """
    judged: list[Judged] = []
    for name in (*SAMPLES, EXTERNAL):
        sources = _sources({line["document"] for line in lines(name)}, reports)
        figures = {document: figures_of(source) for document, source in sources.items()}
        numbers = load(name, {document: source.text for document, source in sources.items()})
        judged += [judge(number, figures[number.document]) for number in numbers]
    return tuple(judged)


def figures_of(source: Source) -> tuple[Figure, ...]:
    """The typed figures of a file as read."""
    document = build_document(source)
    return extract_figures(document, split_passages(document, len, PASSAGE_TOKENS))


def _sources(documents: set[str], reports: Path | None) -> Mapping[str, Source]:
    folders = [folder for folder in (SHIPPED, REPORTS, reports) if folder]
    paths = [folder / document for document in sorted(documents) for folder in folders]
    return {path.name: read(path) for path in paths if path.is_file()}
