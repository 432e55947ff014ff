"""The review brief: complete by the points listed beforehand, cited in every line, and as a Word file."""

import io
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from assistant.answer import Assistant
from assistant.brief.document import as_docx
from assistant.brief.gather import gather
from assistant.brief.make import make_brief
from assistant.brief.markdown import as_markdown
from assistant.brief.pairs import pairs_of
from assistant.brief.records import Brief, NothingFoundError
from assistant.brief.topics import topic_of
from assistant.lexicon import load_lexicon
from evals.briefs.figures import figures_counted, uncited_lines, unsupported_figures
from evals.briefs.gold import HERE, holds, read_points, topics_of
from tests.assistant.made import DONGHU, corpus_of

POINTS = read_points(HERE / "xicheng.jsonl")
TOPICS = ("养老", "教育", "营商环境", "城市更新", "生态环境", "医疗", "就业", "文化")


@pytest.fixture(scope="module")
def brief(assistant: Assistant) -> Brief:
    return assistant.brief("养老")


@pytest.mark.parametrize("topic", TOPICS)
def test_every_line_is_cited_and_every_figure_stands_in_its_quote(topic: str, assistant: Assistant) -> None:
    made = assistant.brief(topic)
    assert figures_counted(made) > 0
    assert uncited_lines(made) == []
    assert unsupported_figures(made) == []
    assert all(check.ok for check in made.checks)


@pytest.mark.parametrize(("document", "topic"), list(topics_of(POINTS)))
def test_a_brief_holds_the_points_listed_before_it_was_written(document: str, topic: str, assistant: Assistant) -> None:
    own = [point for point in POINTS if (point.document, point.topic) == (document, topic)]
    made = assistant.brief(topic, document)
    assert sum(holds(made, point) for point in own) >= 0.9 * len(own)


def test_a_quoted_line_is_the_reports_own_words(brief: Brief, assistant: Assistant) -> None:
    text = "".join(assistant.document(brief.document_id).text.split())
    quoted = [line.text for section in brief.sections for line in section.lines if line.quoted]
    assert quoted
    for line in quoted:
        assert all("".join(part.split()).rstrip("。") in text for part in line.split("……"))


def test_what_to_ask_rests_on_a_gap_of_the_report(brief: Brief) -> None:
    questions = brief.section("questions").lines
    assert 3 <= len(questions) <= 8
    assert any("7.72张" in line.text for line in questions)  # the indicator that was missed


def test_a_policy_called_by_the_number_of_its_articles_is_no_target() -> None:
    plan = "新增学位4000个以上，落实落细教育32条政策，出台教育支持政策15条。"
    corpus = corpus_of(DONGHU.replace("新增学位4000个以上。", plan))
    document = corpus.contents.documents[0]
    pairs = pairs_of(gather(topic_of("教育", document, corpus, load_lexicon()), document, corpus))
    targets = {pair.target.first.value for pair in pairs if pair.target}
    assert 32 not in targets
    assert 15 in targets


def test_the_figures_of_a_cut_sentence_verify_like_those_of_the_whole() -> None:
    told = (
        "加快培育“415X”先进制造业集群，新增东湖工业母机、环湖湾现代纺织服装、丘陵山区农机装备、长三角大飞机等"
        "国家先进制造业集群4个、总数达到8个，“415X”集群规上制造业企业营收9万亿元左右，全区规上工业增加值增长7.5%。"
    )
    corpus = corpus_of(DONGHU.replace("经济总量迈上台阶。", told))
    made = make_brief("区域协同", corpus.contents.documents[0], corpus, load_lexicon())
    (line,) = [line.text for line in made.section("done").lines if "长三角" in line.text]
    assert line.startswith("……新增东湖工业母机")
    assert line.endswith("4个、总数达到8个……。")
    assert [check.figure for check in made.checks if not check.ok] == []
    assert {"4个", "8个"} <= {check.figure for check in made.checks}


def test_a_topic_that_the_report_does_not_speak_of_makes_no_brief(assistant: Assistant) -> None:
    with pytest.raises(NothingFoundError, match="足球世界杯"):
        assistant.brief("足球世界杯")
    with pytest.raises(NothingFoundError, match="专题"):
        assistant.brief("  ")


def test_markdown_has_each_marker_and_its_source(brief: Brief) -> None:
    text = as_markdown(brief)
    for citation in brief.citations:
        assert f"[^{citation.marker}]:" in text or f"[{citation.marker}]" in text


def test_the_word_file_has_headings_a_table_and_footnotes_that_resolve(brief: Brief) -> None:
    content = as_docx(brief)
    document = docx.Document(io.BytesIO(content))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name and p.style.name.startswith("Heading")]
    assert [section.title for section in brief.sections if section.title in headings] == [
        section.title for section in brief.sections
    ]
    assert len(document.tables) == 1
    with ZipFile(io.BytesIO(content)) as parts:
        body, notes = parts.read("word/document.xml").decode(), parts.read("word/footnotes.xml").decode()
    used = set(_ids(body, "footnoteReference"))
    assert used
    assert used <= set(_ids(notes, "footnote "))


def _ids(xml: str, tag: str) -> list[str]:
    return [part.split('w:id="', 1)[1].split('"', 1)[0] for part in xml.split(f"<w:{tag}")[1:]]


def test_libreoffice_opens_the_word_file(brief: Brief, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "brief.docx").write_bytes(as_docx(brief))
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(tmp_path / "brief.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert (tmp_path / "brief.pdf").stat().st_size > 10_000
