import json
from pathlib import Path

import pytest

from evals.cases import OWN, CaseError, load_files, load_set, misquoted

GOOD = {
    "id": "a-fact-01",
    "kind": "fact",
    "document": "报告.txt",
    "question": "多少？",
    "must_include": ["5%", ["6%", "六成"]],
}


def written(tmp_path: Path, *records: object, name: str = "cases.jsonl") -> Path:
    path = tmp_path / name
    lines = [record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_single_question_is_a_conversation_of_one_turn(tmp_path: Path) -> None:
    (case,) = load_files([written(tmp_path, GOOD)], "dev")
    assert (case.set_name, case.turns[0].must_include) == ("dev", (("5%",), ("6%", "六成")))


def test_turns_carry_their_own_gold(tmp_path: Path) -> None:
    turns = [{"question": "多少？", "must_include": ["5%"]}, {"question": "那明年呢？", "must_refuse": True}]
    record = {"id": "a", "kind": "follow_up", "document": "报告.txt", "turns": turns, "note": "why"}
    (case,) = load_files([written(tmp_path, record)], "dev")
    assert [turn.must_refuse for turn in case.turns] == [False, True]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("{", "不是合法的 JSON"),
        ("[1]", "JSON 对象"),
        (GOOD | {"must_inclde": []}, "must_inclde"),
        (GOOD | {"kind": "facts"}, "kind"),
        (GOOD | {"must_include": [[]]}, "must_include"),
        (GOOD | {"must_include": [" "]}, "must_include"),
        (GOOD | {"status": "refused"}, "status"),
        ({key: value for key, value in GOOD.items() if key != "document"}, "document"),
        ({key: value for key, value in GOOD.items() if key != "question"}, "question"),
        (GOOD | {"turns": [{"question": "那明年呢？"}]}, "Unexpected"),
        (GOOD | {"must_not_include": ["5%"]}, "包含在必须出现"),
        (GOOD | {"must_refuse": True, "status": "answered"}, "矛盾"),
        (GOOD, "已在"),
    ],
)
def test_an_error_names_the_file_and_the_line(tmp_path: Path, record: object, said: str) -> None:
    path = written(tmp_path, GOOD, "", record)
    with pytest.raises(CaseError, match=rf"{path.name} 第3行.*{said}"):
        load_files([path], "dev")


def test_ids_are_unique_over_all_files(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"b\.jsonl 第1行：编号 a-fact-01"):
        load_files([written(tmp_path, GOOD, name="a.jsonl"), written(tmp_path, GOOD, name="b.jsonl")], "dev")


def test_own_cases_need_a_question_alone_and_may_have_other_keys(tmp_path: Path) -> None:
    own = [{"question": "多少？", "source": "我"}, {"question": "天气？", "must_refuse": True}, {"turns": ["一", "二"]}]
    cases = load_files([written(tmp_path, *own)], OWN)
    assert [(case.id, case.kind, len(case.turns)) for case in cases] == [
        ("cases-1", "fact", 1),
        ("cases-2", "refusal", 1),
        ("cases-3", "fact", 2),
    ]


def test_a_file_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"读不了题目文件"):
        load_files([tmp_path / "none.jsonl"], OWN)
    with pytest.raises(CaseError, match=r"没有题目"):
        load_set("dev", tmp_path)


def test_a_quote_must_stand_in_the_report_asked_about_verbatim(tmp_path: Path) -> None:
    cases = load_files([written(tmp_path, GOOD | {"gold_quotes": ["甲乙", "甲 乙"]})], "dev")
    assert misquoted(cases, {"报告.txt": "甲乙", "别的.txt": "甲 乙"}) == [("a-fact-01", "甲 乙")]
