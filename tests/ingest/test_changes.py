"""Documents taken out, put back, renamed and parsed again."""

import errno
import shutil
from pathlib import Path

import pytest

from ingest.changes import remove, rename, renew, restore
from ingest.errors import FileMissing, Unreadable
from ingest.live import Done, Stage, live
from ingest.pipeline import ingest
from ingest.read import Source
from ingest.removed import Bin
from ingest.shelf import FileReport
from ingest.upload import safe_name, taken_in
from tests.ingest.stores import MemoryStore
from tests.ingest.texts import SMALL
from vectorstore.errors import StoreError

OTHER = SMALL.replace("东湖区", "西湖区")


@pytest.fixture
def store(tmp_path: Path) -> MemoryStore:
    """Holds 东湖.txt and 西湖.txt."""
    store = MemoryStore()
    for name, text in (("东湖.txt", SMALL), ("西湖.txt", OTHER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    ingest([tmp_path / "东湖.txt", tmp_path / "西湖.txt"], store, passage_tokens=400)
    return store


def names(store: MemoryStore) -> list[str]:
    return sorted(document.name for document in store.current().contents.documents)


def test_what_was_removed_comes_back_as_it_was(store: MemoryStore, tmp_path: Path) -> None:
    before = {document.name: document for document in store.current().contents.documents}
    bin_ = Bin(tmp_path / "bin")
    key = bin_.keep(before["东湖.txt"])
    assert remove(["东湖.txt"], store) == ("东湖.txt",)
    assert names(store) == ["西湖.txt"]
    kept = bin_.find(key)
    assert kept is not None
    assert restore(kept.source, store, passage_tokens=400).state == "added"
    assert {document.name: document for document in store.current().contents.documents} == before


def test_what_comes_back_to_a_name_given_away_gets_one_of_its_own(store: MemoryStore) -> None:
    report = restore(Source("东湖.txt", SMALL.replace("东湖区", "南湖区")), store, passage_tokens=400)
    assert (report.state, report.name) == ("added", "东湖（恢复）.txt")


def test_a_renamed_document_keeps_its_id_and_its_kind(store: MemoryStore) -> None:
    ids = {document.name: document.id for document in store.current().contents.documents}
    assert rename("东湖.txt", "东湖区报告.docx", store, passage_tokens=400) == "东湖区报告.txt"
    assert {d.name: d.id for d in store.current().contents.documents}["东湖区报告.txt"] == ids["东湖.txt"]


@pytest.mark.parametrize(("new", "word"), [("  ", "不能为空"), ("西湖.txt", "已有")])
def test_a_name_that_is_empty_or_taken_changes_nothing(new: str, word: str, store: MemoryStore) -> None:
    with pytest.raises(StoreError, match=word):
        rename("东湖.txt", new, store, passage_tokens=400)
    assert names(store) == ["东湖.txt", "西湖.txt"]


def test_parsing_again_without_a_change_writes_nothing(store: MemoryStore) -> None:
    generation = store.current().generation
    assert not renew(["东湖.txt"], store, passage_tokens=400)
    assert store.current().generation == generation


def test_a_damaged_file_in_the_bin_is_passed_over(tmp_path: Path) -> None:
    bin_ = Bin(tmp_path)
    (tmp_path / "20260101T000000-abc.json").write_text("{", encoding="utf-8")
    assert bin_.kept() == ()


def test_what_was_kept_for_long_enough_is_dropped(store: MemoryStore, tmp_path: Path) -> None:
    bin_ = Bin(tmp_path)
    document = store.current().contents.documents[0]
    old = tmp_path / f"{bin_.keep(document)}.json"
    old.rename(tmp_path / "20200101T000000-abc.json")
    key = bin_.keep(document)
    assert [one.key for one in bin_.kept()] == [key]


@pytest.mark.parametrize("key", ["../elsewhere", "", "20200101T000000-none"])
def test_a_key_that_names_nothing_kept_finds_and_drops_nothing(key: str, store: MemoryStore, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.json").write_text("{}", encoding="utf-8")
    bin_ = Bin(tmp_path / "bin")
    kept = bin_.keep(store.current().contents.documents[0])
    bin_.forget(key)
    assert bin_.find(key) is None
    assert [one.key for one in bin_.kept()] == [kept]
    assert (tmp_path / "elsewhere.json").exists()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../x.txt", "x.txt"),
        ("C:\\报告\\计划.docx", "计划.docx"),
        ("<img src=x onerror=alert(1)>.txt", "_img src=x onerror=alert(1)_.txt"),
        ("计划\u202etxt.exe", "计划_txt.exe"),
        ("", "未命名"),
        ("a" * 300 + ".pdf", "a" * 76 + ".pdf"),
    ],
)
def test_a_name_becomes_safe_and_stays_readable(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


def test_two_files_of_one_name_do_not_hide_each_other(tmp_path: Path) -> None:
    (tmp_path / "sent").write_text("一", encoding="utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    first, second = (taken_in(tmp_path / "sent", "报告.txt", folder) for _ in range(2))
    assert first != second
    assert (first.name, second.name) == ("报告.txt", "报告.txt")


def test_a_file_that_was_not_sent_or_finds_no_room_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "磁盘满了")

    with pytest.raises(FileMissing, match=r"报告\.txt：文件没有传到服务器"):
        taken_in(tmp_path / "none", "报告.txt", tmp_path)
    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(Unreadable, match=r"报告\.txt：服务器存不下这个文件（磁盘满了）"):
        taken_in(tmp_path / "sent", "报告.txt", tmp_path)


def test_work_tells_how_far_it_is_and_then_its_result() -> None:
    def work(progress: object, told: object) -> int:
        progress("读取", 1, 2)  # type: ignore[operator]
        told(FileReport("a.txt", "added"))  # type: ignore[operator]
        progress("embedding", 1, 4)  # type: ignore[operator]
        return 7

    assert list(live(work)) == [Stage("reading", 1, 2), FileReport("a.txt", "added"), Stage("embedding", 1, 4), Done(7)]


def test_work_that_fails_fails_for_the_listener_too() -> None:
    def work(progress: object, told: object) -> int:
        raise StoreError("磁盘满了")

    with pytest.raises(StoreError, match="磁盘满了"):
        list(live(work))
