import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长5.2%。就业稳定！为什么？很好", ["增长5.2%。", "就业稳定！", "为什么？", "很好"]),
        ("增长4.6%；收入增长；连续3年获评。", ["增长4.6%；收入增长；连续3年获评。"]),
        ("他说：“好。很好！”大家同意。", ["他说：“好。很好！”", "大家同意。"]),
        ("他说：“一定办好。” 下一句。", ["他说：“一定办好。”", "下一句。"]),
        ("坚持“稳。进”，努力。", ["坚持“稳。进”，努力。"]),
        ("缺了半个“引号。仍要断开。", ["缺了半个“引号。", "仍要断开。"]),
        ("办好会议。（牵头单位：市商务局）再办一次。", ["办好会议。（牵头单位：市商务局）", "再办一次。"]),
        ("办好会议。（二）再办一次。", ["办好会议。", "（二）再办一次。"]),
        ("**粮食增产。**产量8万吨。", ["**粮食增产。**", "产量8万吨。"]),
        ("真的吗？！是的……", ["真的吗？！", "是的……"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text("甲乙。！？；“”（）…* \n", max_size=60))
def test_sentences_keep_every_visible_character_in_order(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
