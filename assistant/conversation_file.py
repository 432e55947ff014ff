"""A conversation as a file, Word or Markdown: each question a heading, each marker a footnote with place and quote."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, groupby
from pathlib import Path

from assistant.markdown import BOLD, MARKER, TABLE_RULE, escaped
from assistant.records import Answer, Citation
from assistant.word.records import Heading, Note, Paragraph, Run, Table, WordText, plain
from assistant.word.writer import write_word

Turns = Sequence[tuple[str, Answer]]
"""The questions as typed, with their answers, oldest first."""

TITLE = "计划报告问答记录"
_LEAD = "答案取自报告原文；脚注注明每一处在报告中的位置和原句。"
_EXPECTED = {"corrected": "（已纠正提问中的说法）", "not_found": "（报告中未找到）", "partial": "（部分找到）"}
_LONGEST_NAME = 40

_BULLET = re.compile(r"\s*[-•·●]\s+")
_BAR = re.compile(r"(?<!\\)\|")


def as_docx(turns: Turns) -> bytes:
    """The conversation as a Word document with real footnotes."""
    return write_word(_text(turns))


def as_markdown(turns: Turns) -> str:
    """The conversation as Markdown; nothing that a report or a visitor wrote acts as Markdown or HTML."""
    text, notes = _text(turns), dict[int, str]()
    parts = [f"# {text.title}"]
    for _, blocks in groupby(text.blocks, key=lambda block: isinstance(block, Paragraph) and block.kind == "bullet"):
        drawn = [_markdown(block, notes) for block in blocks]
        parts.append(("\n" if drawn[0].startswith("- ") else "\n\n").join(drawn))
    parts += ["\n".join(f"[^{key}]: {_escaped(note)}" for key, note in notes.items())] if notes else []
    return "\n\n".join(parts) + "\n"


def file_name(turns: Turns, suffix: str) -> str:
    """Named after the first question, without what a file system refuses or does not show."""
    question = "".join(c if c.isprintable() else " " for c in turns[0][0]) if turns else ""
    stem = re.sub(r'[\\/:*?"<>|\s.]+', "_", f"问答-{question}")[:_LONGEST_NAME].strip("_-")
    return f"{stem}.{suffix}"


def _text(turns: Turns) -> WordText:
    numbers = count(1)
    blocks: list[Heading | Paragraph | Table] = [plain(_LEAD, "small")]
    for question, answer in turns:
        # Each answer counts its markers from 1; the file counts through.
        notes = {citation.marker: Note(next(numbers), _told(citation)) for citation in answer.citations}
        blocks.append(Heading(" ".join(question.split()), 2))
        blocks += _answer(answer, notes)
    return WordText(TITLE, tuple(blocks))


def _told(citation: Citation) -> str:
    quote = re.sub(r"\s+", " ", citation.quote).strip()
    return f"《{Path(citation.document).stem}》{citation.label}：“{quote}”"


def _answer(answer: Answer, notes: Mapping[int, Note]) -> Iterator[Heading | Paragraph | Table]:
    if answer.standalone.strip() != answer.question.strip():
        yield plain(f"按“{answer.standalone}”理解", "place")
    if answer.status in _EXPECTED:
        yield plain(_EXPECTED[answer.status], "small")
    quotes = [citation.quote for citation in answer.citations]
    yield from _blocks(answer.text.splitlines(), notes, quotes)
    doubtful = [check.figure for check in answer.checks if not check.ok]
    if doubtful:
        yield plain(f"未获原文支持的数字：{'、'.join(doubtful)}", "small")
    if answer.notice:
        yield plain(answer.notice, "small")


def _blocks(
    lines: Sequence[str], notes: Mapping[int, Note], quotes: Sequence[str]
) -> Iterator[Heading | Paragraph | Table]:
    rows: list[list[str]] = []
    for line in (*lines, ""):
        if line.lstrip().startswith("|"):
            if not TABLE_RULE.fullmatch(line):
                rows.append(_cells(line))
            continue
        if rows:
            yield _table(rows, notes)
            rows = []
        if line.strip():
            bullet = _BULLET.match(line)
            runs = _runs(line[bullet.end() :] if bullet else line.strip(), notes, quotes)
            yield Paragraph(tuple(runs), "bullet" if bullet else "body")


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    cells = [cell.strip().replace("\\|", "|") for cell in _BAR.split(inner)]
    return cells[:-1] if len(cells) > 1 and not cells[-1] else cells


def _table(rows: Sequence[Sequence[str]], notes: Mapping[int, Note]) -> Table:
    width = max(len(row) for row in rows)
    head, *body = [[*row, *[""] * (width - len(row))] for row in rows]
    return Table(tuple(head), tuple(tuple(_cell(cell, notes) for cell in row) for row in body), (1.0,) * width)


def _cell(text: str, notes: Mapping[int, Note]) -> Run:
    """A cell's text with its notes behind it; a marker that cites nothing stays text."""
    cited = [int(match[1]) for match in MARKER.finditer(text) if int(match[1]) in notes]
    bare = MARKER.sub(lambda match: "" if int(match[1]) in notes else match.group(), text)
    return Run(bare, tuple(notes[marker] for marker in dict.fromkeys(cited)))


def _runs(text: str, notes: Mapping[int, Note], quotes: Sequence[str]) -> list[Run]:
    """The pieces of a line, each with the notes that follow it; a marker that cites nothing stays text."""
    runs: list[Run] = []
    for part, bold in _by_weight(text, quotes):
        for at, piece in enumerate(MARKER.split(part)):
            if at % 2 and int(piece) in notes:
                last = runs.pop() if runs else Run("")
                runs.append(replace(last, notes=(*last.notes, notes[int(piece)])))
            elif piece:
                runs.append(Run(f"[{piece}]" if at % 2 else piece, bold=bold))
    return runs


def _by_weight(text: str, quotes: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The text cut where bold begins and ends. Asterisks that a quote itself contains are the report's and stay."""
    at = 0
    for match in BOLD.finditer(text):
        if not any(match.group() in quote for quote in quotes):
            yield text[at : match.start()], False
            yield match[1], True
            at = match.end()
    yield text[at:], False


def _markdown(block: Heading | Paragraph | Table, notes: dict[int, str]) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_escaped(text)}"
        case Paragraph(runs, kind):
            return ("- " if kind == "bullet" else "") + "".join(_marked(run, notes) for run in runs)
        case Table(headers, rows):
            lines = [[_escaped(header) for header in headers], ["---"] * len(headers)]
            lines += [[_marked(run, notes) for run in row] for row in rows]
            return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _marked(run: Run, notes: dict[int, str]) -> str:
    notes.update((note.key, note.text) for note in run.notes)
    text = _escaped(run.text)
    return (f"**{text}**" if run.bold and text else text) + "".join(f"[^{note.key}]" for note in run.notes)


def _escaped(text: str) -> str:
    """The text made harmless, at the beginning of a line too."""
    return re.sub(r"^(\s*)([-+=])", r"\1\\\2", escaped(text))  # else a list or the underline of a heading
