import subprocess
import sys
from pathlib import Path

import pytest

from ingest import document as document_module
from ingest.changes import remove
from ingest.pipeline import IngestReport, ingest
from tests.ingest.stores import MemoryStore, chroma
from tests.ingest.texts import SMALL
from vectorstore.errors import EmbeddingMismatch, IndexDamaged, StoreError

OTHER = SMALL.replace("东湖区", "西湖区")


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "东湖.txt").write_text(SMALL, encoding="utf-8")
    (reports / "西湖.txt").write_text(OTHER, encoding="utf-8")
    return reports


def run(store: MemoryStore, *paths: Path, **options: bool) -> IngestReport:
    return ingest(list(paths), store, passage_tokens=400, **options)


def states(report: IngestReport) -> dict[str, str]:
    return {file.name: file.state for file in report.files}


def names(store: MemoryStore) -> list[str]:
    return [document.name for document in store.current().contents.documents]


def test_a_folder_is_read_file_by_file(store: MemoryStore, folder: Path) -> None:
    report = run(store, folder)
    assert states(report) == {"东湖.txt": "added", "西湖.txt": "added"}
    assert (report.written, report.documents) == (True, 2)
    assert all(file.passages > 5 and file.figures > 5 for file in report.files)


def test_passages_and_figures_belong_to_documents_of_the_same_generation(store: MemoryStore, folder: Path) -> None:
    run(store, folder)
    contents = store.current().contents
    ids = {document.id for document in contents.documents}
    assert {passage.document_id for passage in contents.passages} == ids
    assert {figure.passage_id for figure in contents.figures} <= {passage.id for passage in contents.passages}


def test_a_second_run_changes_nothing_and_writes_nothing(store: MemoryStore, folder: Path) -> None:
    run(store, folder)
    before = store.kept
    report = run(store, folder)
    assert set(states(report).values()) == {"unchanged"}
    assert (report.written, store.writes) == (False, 1)
    assert store.kept is before


def test_an_edited_file_replaces_its_old_version_and_leaves_the_others(store: MemoryStore, folder: Path) -> None:
    run(store, folder)
    west = store.current().contents.documents[1]
    (folder / "东湖.txt").write_text(SMALL.replace("800个", "900个"), encoding="utf-8")
    assert states(run(store, folder)) == {"东湖.txt": "replaced", "西湖.txt": "unchanged"}
    texts = [passage.text for passage in store.current().contents.passages]
    assert any("900个" in text for text in texts)
    assert store.current().contents.documents[1] == west


def test_the_same_text_under_another_name_is_left_out_with_a_word(store: MemoryStore, folder: Path) -> None:
    (folder / "副本.txt").write_text(SMALL, encoding="utf-8")
    report = run(store, folder)
    (copy,) = [file for file in report.files if file.state == "duplicate"]
    assert copy.name == "副本.txt"
    assert "东湖.txt" in copy.message
    assert len(names(store)) == 2


def test_two_files_of_one_name_in_one_run_do_not_overwrite_each_other(store: MemoryStore, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "东湖.txt").write_text(OTHER.replace("西湖", "南湖"), encoding="utf-8")
    report = run(store, folder)
    assert [file.message for file in report.failed] == ["东湖.txt：本次导入中还有另一个同名文件，请改名后再导入。"]
    assert report.documents == 2


def test_a_bad_file_is_reported_and_the_others_are_ingested(store: MemoryStore, folder: Path) -> None:
    (folder / "空.txt").write_bytes(b"")
    (folder / "图.txt").write_bytes(b"\x89PNG\x00\x01" * 100)
    report = run(store, folder, folder / "没有.txt")
    assert {file.name for file in report.failed} == {"空.txt", "图.txt", "没有.txt"}
    assert names(store) == ["东湖.txt", "西湖.txt"]


def test_a_file_that_went_bad_keeps_its_old_version(store: MemoryStore, folder: Path) -> None:
    run(store, folder)
    (folder / "东湖.txt").write_bytes(b"")
    assert states(run(store, folder))["东湖.txt"] == "failed"
    assert names(store) == ["东湖.txt", "西湖.txt"]


def test_a_gb18030_file_is_ingested_with_a_warning(store: MemoryStore, tmp_path: Path) -> None:
    path = tmp_path / "国标.txt"
    path.write_bytes(SMALL.encode("gb18030"))
    (file,) = run(store, path).files
    assert (file.state, "GB18030" in file.message) == ("added", True)


def test_a_folder_without_reports_says_so_and_writes_nothing(store: MemoryStore, tmp_path: Path) -> None:
    (tmp_path / "~$锁.docx").write_bytes(b"x")
    report = run(store, tmp_path)
    assert [file.state for file in report.failed] == ["failed"]
    assert "没有可以导入的文件" in report.failed[0].message
    assert not report.written


def test_documents_of_an_older_parser_are_parsed_again(
    store: MemoryStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(store, folder)
    monkeypatch.setattr(document_module, "PARSER_VERSION", "next")
    report = run(store, folder / "东湖.txt")
    assert (report.written, store.writes) == (True, 2)
    assert names(store) == ["东湖.txt", "西湖.txt"]
    assert not run(store, folder).written


def test_files_that_cannot_be_read_leave_even_documents_of_an_older_parser_alone(
    store: MemoryStore, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(store, folder)
    monkeypatch.setattr(document_module, "PARSER_VERSION", "next")
    (tmp_path / "空.txt").touch()
    report = run(store, tmp_path / "空.txt")
    assert (states(report), report.written, store.writes) == ({"空.txt": "failed"}, False, 1)


@pytest.mark.parametrize("error", [IndexDamaged, EmbeddingMismatch])
def test_rebuild_writes_over_an_index_that_cannot_be_read_and_says_so(
    store: MemoryStore, folder: Path, error: type[StoreError]
) -> None:
    store.error = error("读不了")
    with pytest.raises(error):
        run(store, folder)
    report = run(store, folder, rebuild=True)
    assert (report.documents, "请重新导入" in report.notice) == (2, True)


def test_rebuild_keeps_documents_whose_files_are_not_given(store: MemoryStore, folder: Path) -> None:
    run(store, folder)
    run(store, folder / "东湖.txt", rebuild=True)
    assert (names(store), store.writes) == (["东湖.txt", "西湖.txt"], 2)


def test_removing_takes_a_document_with_all_that_is_its_own(store: MemoryStore, folder: Path) -> None:
    run(store, folder)
    gone = store.current().contents.documents[0].id
    assert remove(["东湖.txt", "没有.txt"], store) == ("东湖.txt",)
    contents = store.current().contents
    assert gone not in {item.document_id for item in (*contents.passages, *contents.figures)}
    assert remove(["东湖.txt"], store) == ()
    assert store.writes == 2


def test_progress_counts_the_files(store: MemoryStore, folder: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    ingest([folder], store, passage_tokens=400, progress=lambda *step: seen.append(step))
    assert seen == [("读取", 0, 2), ("读取", 1, 2), ("读取", 2, 2)]


def test_what_chroma_gives_back_counts_as_unchanged(folder: Path, tmp_path: Path) -> None:
    ingest([folder], chroma(tmp_path / "index"), passage_tokens=400)
    again = ingest([folder], chroma(tmp_path / "index"), passage_tokens=400)
    assert (again.written, set(states(again).values())) == (False, {"unchanged"})


def test_an_index_killed_in_the_making_leaves_the_old_one_answering(folder: Path, tmp_path: Path) -> None:
    ingest([folder / "东湖.txt"], chroma(tmp_path / "index"), passage_tokens=400)
    before = chroma(tmp_path / "index").generation()
    command = [sys.executable, "-m", "tests.ingest.stores", str(tmp_path / "index"), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"writing\n"
        process.kill()

    store = chroma(tmp_path / "index")
    assert store.generation() == before
    assert [document.name for document in store.current().contents.documents] == ["东湖.txt"]
    assert store.current().lexical("新增学位", 3)
    assert ingest([folder], store, passage_tokens=400).documents == 2


def test_an_ingestion_that_was_overtaken_keeps_what_the_other_one_brought(folder: Path, tmp_path: Path) -> None:
    overtaken: list[str] = []

    def overtake(stage: str, done: int, total: int) -> None:
        if not overtaken:
            overtaken.append(stage)
            ingest([folder / "西湖.txt"], chroma(tmp_path / "index"), passage_tokens=400)

    report = ingest([folder / "东湖.txt"], chroma(tmp_path / "index"), passage_tokens=400, progress=overtake)
    kept = [document.name for document in chroma(tmp_path / "index").current().contents.documents]
    assert (report.documents, sorted(kept)) == (2, ["东湖.txt", "西湖.txt"])
