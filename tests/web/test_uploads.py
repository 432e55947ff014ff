"""Files on their way into the index: what each event makes of them."""

from assistant.web.uploads import Uploads


def told(uploads: Uploads) -> list[tuple[str, str]]:
    return [(file.name, file.state) for file in uploads.files]


def test_a_file_waits_is_read_embedded_and_then_in_the_index() -> None:
    uploads = Uploads.of(["甲.txt"], [])
    assert told(uploads) == [("甲.txt", "waiting")]
    uploads = uploads.reading(0)
    assert told(uploads) == [("甲.txt", "reading")]
    uploads = uploads.read(0, "甲.txt", "replaced", "有提示").embedded(0.5)
    assert (told(uploads), uploads.files[0].share) == ([("甲.txt", "embedding")], 0.5)
    uploads = uploads.done()
    assert (told(uploads), uploads.files[0].message) == ([("甲.txt", "replaced")], "有提示")


def test_what_is_refused_or_known_does_not_take_part_in_the_embedding() -> None:
    uploads = Uploads.of(["甲.txt", "乙.txt"], [("大.txt", "文件太大")])
    uploads = uploads.read(0, "甲.txt", "duplicate", "").read(1, "乙.txt", "added", "").embedded(0.25)
    assert told(uploads) == [("甲.txt", "duplicate"), ("乙.txt", "embedding"), ("大.txt", "failed")]
    assert [file.share for file in uploads.files] == [0.0, 0.25, 0.0]


def test_a_failure_gives_up_only_what_was_still_on_its_way() -> None:
    uploads = Uploads.of(["甲.txt", "乙.txt"], []).read(0, "甲.txt", "failed", "文件是空的")
    uploads = uploads.failed("磁盘满了")
    assert [(file.state, file.message) for file in uploads.files] == [("failed", "文件是空的"), ("failed", "磁盘满了")]


def test_files_are_busy_until_the_whole_ingestion_ends_though_each_has_its_result() -> None:
    uploads = Uploads.of(["甲.txt"], []).read(0, "甲.txt", "duplicate", "")
    assert uploads.busy
    assert not uploads.done().busy
    assert not uploads.failed("磁盘满了").busy


def test_files_that_were_all_refused_keep_nobody_waiting() -> None:
    assert not Uploads.of([], [("大.txt", "文件太大")]).busy
