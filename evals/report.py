"""``report.html``: one self-contained page that people look at. Everything in it is escaped."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.bars import Bar
from evals.cases import KINDS
from evals.console import LEG_COLUMNS, MODE_COLUMNS, MODE_LABELS
from evals.records import Row
from evals.scorers.fact_recall import missing
from evals.scorers.wrong_value import shown
from evals.summary import LEGS, SetSummary

KIND_LABELS = {
    "fact": "单一事实",
    "paraphrase": "换种说法",
    "trap_year": "年份陷阱",
    "trap_scope": "范围陷阱",
    "table": "表格",
    "compare": "对比",
    "list": "列举",
    "count": "计数",
    "yesno": "是否",
    "why": "原因与措施",
    "where": "出处",
    "summary": "概括",
    "english": "英文提问",
    "noisy": "不规范输入",
    "refusal": "报告没有",
    "premise": "错误前提",
    "injection": "指令注入",
    "off_topic": "无关问题",
    "follow_up": "多轮追问",
}
LEG_LABELS = {"dense": "语义", "lexical": "字面", "fused": "融合"}

WIDTH, HEIGHT, BINS = 640, 150, 32
"""The latency chart in SVG units: 20 units a bin, fine enough to tell 10 ms from 20 when the longest took 300."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """How long answers took: bars as (x, y, width, height, label), and the places of the percentiles on the x axis."""

    bars: tuple[tuple[float, float, float, float, str], ...]
    marks: tuple[tuple[float, str], ...]
    longest: str


def write_report(
    name: str, run: Mapping[str, Any], sets: Sequence[SetSummary], rows: Sequence[Row], path: Path
) -> None:
    """Write the page."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["pretty"] = pretty
    page = environment.get_template("report.html.j2").render(
        name=name,
        run=run,
        sets=sets,
        bars=_side_by_side(sets),
        kinds=[(kind, KIND_LABELS[kind]) for kind in KINDS if any(kind in entry.kinds for entry in sets)],
        legs=[(leg, LEG_LABELS[leg]) for leg in LEGS],
        leg_columns=LEG_COLUMNS,
        mode_labels=MODE_LABELS,
        mode_columns=tuple(MODE_COLUMNS),
        latency=[(entry, histogram(_seconds(rows, entry.name), entry.latency)) for entry in sets if entry.latency],
        failures=[(row, wrong_about(row)) for row in rows if not row.passed],
        chart=(WIDTH, HEIGHT),
    )
    path.write_text(page, encoding="utf-8")


def histogram(seconds: Sequence[float], percentiles: Mapping[str, float]) -> Histogram:
    """Lay out the distribution of waiting times over ``BINS`` bins from 0 to the longest."""
    longest = max([*seconds, 1e-3])
    counts = [0] * BINS
    for value in seconds:
        counts[max(0, ceil(value / longest * BINS) - 1)] += 1
    step, tallest = WIDTH / BINS, max([*counts, 1])
    bars = tuple(
        (
            round(index * step + 1, 1),
            round(HEIGHT * (1 - count / tallest), 1),
            round(step - 2, 1),
            round(HEIGHT * count / tallest, 1),
            f"{index * longest / BINS * 1000:.0f}–{(index + 1) * longest / BINS * 1000:.0f} ms：{count}",
        )
        for index, count in enumerate(counts)
        if count
    )
    marks = tuple((round(percentiles[key] / longest * WIDTH, 1), key) for key in ("p50", "p95"))
    return Histogram(bars, marks, f"{longest * 1000:.0f} ms")


def wrong_about(row: Row) -> list[str]:
    """Say in Chinese what is wrong with an answer."""
    if row.error:
        return [f"出错：{row.error}"]
    expected, refused = row.expected, row.scores.get("refused") == 1.0
    problems = [
        f"缺少：{fact}" for fact in missing(row.answer, expected.get("must_include", ())) if not row.must_refuse
    ]
    problems += [f"不应出现：{value}" for value in shown(row.answer, expected.get("must_not_include", ()))]
    if refused != row.must_refuse:
        problems.append("应当拒答而没有" if row.must_refuse else "不应拒答")
    if expected.get("status") == "corrected" != row.status:
        problems.append("没有指出前提有误")
    return problems


def pretty(value: object) -> str:
    """Return plain values as indented JSON, readable Chinese included."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)


def _side_by_side(sets: Sequence[SetSummary]) -> list[tuple[Bar, list[Bar | None]]]:
    """Return every bar with its standing in each set, ``None`` where a set has no cases for it."""
    standings = [{bar.name: bar for bar in entry.bars} for entry in sets]
    every = {bar.name: bar for entry in sets for bar in entry.bars}
    return [(bar, [standing.get(name) for standing in standings]) for name, bar in every.items()]


def _seconds(rows: Sequence[Row], set_name: str) -> list[float]:
    return [row.seconds for row in rows if row.set_name == set_name and not row.error]
