"""How many wrong figures the verifier notices and how many true answers it doubts.

``python -m benchmarks.verifier [--seed N] [--reports FOLDER] [--verbose]``

True answers are the extractive engine's to the development cases, sentences of the reports with their citation, and
paraphrases written by hand as chat models write. Each is then made wrong in every way that it allows
(``mutations.py``). The reports are split: rules were tuned on the ``dev`` part. ``--reports`` adds the sentences of
further reports as a part of their own.
"""

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from unittest.mock import patch

from assistant import reading
from assistant.answer import Assistant
from assistant.opening import open_store
from assistant.records import Answer, Citation
from assistant.settings import Settings
from assistant.verify import verify
from benchmarks.mutations import Report, Sample, mutants
from evals.workspace import REPORTS
from ingest.document import build_document
from ingest.figures import extract_figures
from ingest.passages import split_passages
from ingest.pipeline import ingest
from ingest.read import READERS, read
from ingest.tokens import token_counter
from vectorstore.quantities import find_quantities
from vectorstore.records import Document, Passage, Span

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "data" / "reports"
CASES = ROOT / "evals" / "cases" / "dev"
PARAPHRASES = Path(__file__).parent / "verifier_paraphrases.jsonl"
PARTS = {"西城": "dev", "临江": "dev", "云川": "held-out", "海晏": "held-out"}
"""Which part a report belongs to, by the start of its name; any other is ``unseen``."""

PER_KIND = 60
"""Mutants of one kind that one source contributes to one part, at most."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report with its passages, as the index holds it."""

    document: Document
    passages: tuple[Passage, ...]
    report: Report


def reports_in(*folders: Path) -> list[Path]:
    """The report files of some folders, in order."""
    files = [path for folder in folders for path in sorted(folder.iterdir())]
    return [path for path in files if path.suffix in READERS and path.name != "README.md"]


def parse(path: Path, settings: Settings) -> Parsed:
    """Read one report as the pipeline does, without an index."""
    document = build_document(read(path))
    passages = split_passages(document, token_counter(), settings.passage_tokens)
    figures = extract_figures(document, passages)
    by_passage = {p.id: tuple(f for f in figures if f.passage_id == p.id) for p in passages}
    citations = tuple(c for p in passages for c in citations_of(document, p))
    return Parsed(document, passages, Report(citations, by_passage, {p.id: p for p in passages}))


def citations_of(document: Document, passage: Passage) -> Iterator[Citation]:
    """Every sentence of a passage, or its row, as the one citation of an answer."""
    spans = [Span(passage.start, passage.end)] if passage.row else passage.sentences
    for span in spans:
        quote = document.text[span.start : span.end].strip()
        start = document.text.find(quote, span.start)
        yield Citation(
            1, document.id, document.name, passage.id, passage.section, passage.label, quote, start, start + len(quote)
        )


def verbatim(parsed: Parsed, rng: random.Random) -> Iterator[Sample]:
    """Sentences with figures as they stand, some with the year in front, some three to a list."""
    told = [
        c for c in parsed.report.citations if find_quantities(c.quote) and not parsed.report.passages[c.passage_id].row
    ]
    for citation in told:
        years = parsed.report.passages[citation.passage_id].years
        text = " ".join(citation.quote.split()).rstrip("。；")
        dated = len(years) == 1 and str(years[0]) not in text and rng.random() < 0.7
        yield Sample(
            "verbatim", parsed.document.name, f"{years[0]}年，{text}[1]。" if dated else f"{text}[1]。", (citation,)
        )
    for _ in range(len(told) // 4):
        chosen = rng.sample(told, min(3, len(told)))
        cited = tuple(renumbered(c, number) for number, c in enumerate(chosen, start=1))
        text = "\n".join(f"- {' '.join(c.quote.split()).rstrip('。；')}[{c.marker}]" for c in cited)
        yield Sample("verbatim", parsed.document.name, text, cited)


def renumbered(citation: Citation, marker: int) -> Citation:
    """The citation under another marker."""
    return Citation(marker, *(getattr(citation, name) for name in Citation.__slots__[1:]))


def paraphrased(by_name: Mapping[str, Parsed]) -> Iterator[Sample]:
    """The paraphrases written by hand. Raises ``LookupError`` if a quote is in no report any more."""
    for line in PARAPHRASES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        known = by_name[row["document"]].report.citations
        cited = []
        for number, quote in enumerate(row["quotes"], start=1):
            found = next((c for c in known if quote in c.quote), None)
            if found is None:
                raise LookupError(f"{row['document']}: {quote}")
            cited.append(renumbered(found, number))
        yield Sample("paraphrase", row["document"], row["text"], tuple(cited))


def answered(files: Sequence[Path], folder: Path) -> Iterator[Sample]:
    """The engine's answers to the development cases, each once, with what it computed."""
    settings = Settings(var=folder)
    store = open_store(settings)
    ingest(files, store, passage_tokens=settings.passage_tokens)
    assistant = Assistant(store, settings)
    seen: set[tuple[str, str]] = set()
    with patch.object(reading, "verify", wraps=verify) as spy:
        for path in sorted(CASES.glob("*.jsonl")):
            for case in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
                history: list[Answer] = []
                for turn in case.get("turns") or [case]:
                    history.append(assistant.answer(turn["question"], history, (case["document"],)))
                    text, citations, computed, _ = spy.call_args.args
                    if citations and (case["document"], text) not in seen:
                        seen.add((case["document"], text))
                        yield Sample("engine", case["document"], text, tuple(citations), tuple(computed))


@dataclass(slots=True)
class Tally:
    """What was counted over one part of the reports: true answers and those doubted by source, mutants by kind."""

    true: Counter[str] = field(default_factory=Counter)
    doubted: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)

    @property
    def false_alarms(self) -> float:
        """The share of the true answers that were doubted."""
        return self.doubted.total() / self.true.total()

    @property
    def catches(self) -> float:
        """The share of the mutants that were noticed."""
        return self.caught.total() / self.made.total()


def measure(
    samples: Iterable[Sample], parsed: Mapping[str, Parsed], seed: int, *, verbose: bool = False
) -> dict[str, Tally]:
    """Verify every sample and its mutants; a tally for each part. ``verbose`` prints what went wrong."""
    passages = {key: p for one in parsed.values() for key, p in one.report.passages.items()}
    rng = random.Random(seed)
    tallies: dict[str, Tally] = {}
    of_source: Counter[tuple[str, str, str]] = Counter()
    for sample in samples:
        part = PARTS.get(sample.document[:2], "unseen")
        tally = tallies.setdefault(part, Tally())
        wrong = problems(sample, passages)
        tally.true[sample.source] += 1
        tally.doubted[sample.source] += bool(wrong)
        if wrong and verbose and part != "held-out":
            print("FALSE ALARM", sample.source, wrong, sample.text)
        for mutant in mutants(sample, parsed[sample.document].report, rng) if not wrong else ():
            key = (part, sample.source, mutant.kind)
            of_source[key] += 1
            if of_source[key] > PER_KIND:
                continue
            found = bool(problems(mutant.sample, passages))
            tally.made[mutant.kind] += 1
            tally.caught[mutant.kind] += found
            if verbose and part != "held-out" and not found:
                print("MISSED", mutant.kind, sample.text, "=>", mutant.sample.text)
    return tallies


def problems(sample: Sample, passages: Mapping[str, Passage]) -> list[tuple[str, str]]:
    """The figures doubted and why."""
    checks = verify(sample.text, sample.citations, sample.computed, passages)
    return [(check.figure, check.problem) for check in checks if not check.ok]


def table(title: str, of: Counter[str], hits: Counter[str]) -> None:
    """One line a row and their sum."""
    print(f"  {title}")
    for name in sorted(of):
        print(f"    {name:12} {hits[name]:5}/{of[name]:5}  {hits[name] / of[name]:.3f}")
    print(f"    {'all':12} {hits.total():5}/{of.total():5}  {hits.total() / max(1, of.total()):.3f}")


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=20260109)
    parser.add_argument("--reports", type=Path, help="a folder of further reports")
    parser.add_argument("--no-engine", action="store_true", help="leave out the engine's answers (needs no index)")
    parser.add_argument(
        "--verbose", action="store_true", help="show what was missed and doubted, but of held-out reports"
    )
    options = parser.parse_args()
    settings = Settings()
    own = reports_in(SHIPPED, REPORTS)
    further = reports_in(options.reports) if options.reports else []
    parsed = {path.name: parse(path, settings) for path in [*own, *further]}
    rng = random.Random(options.seed)
    samples = [*paraphrased(parsed), *(s for one in parsed.values() for s in verbatim(one, rng))]
    if not options.no_engine:
        with tempfile.TemporaryDirectory() as folder:
            samples += answered(own, Path(folder))
    for part, tally in measure(samples, parsed, options.seed, verbose=options.verbose).items():
        print(f"\n{part}")
        table("false alarms", tally.true, tally.doubted)
        table("caught", tally.made, tally.caught)
    began = perf_counter()
    passages = {key: p for one in parsed.values() for key, p in one.report.passages.items()}
    for sample in samples:
        verify(sample.text, sample.citations, sample.computed, passages)
    print(f"\n{len(samples)} answers, {1000 * (perf_counter() - began) / len(samples):.2f} ms each")


if __name__ == "__main__":
    main()
