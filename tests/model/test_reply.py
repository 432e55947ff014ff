"""A reply is cut into sentences with their markers."""

import pytest

from assistant.reply import claims_of


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("新增8060个[1]。4址投入使用[2][3]。", [("新增8060个。", (1,)), ("4址投入使用。", (2, 3))]),
        ("新增8060个。[1]", [("新增8060个。", (1,))]),
        ("- **学位**：新增 8060 个【2】", [("学位：新增8060个", (2,))]),
        ("根据资料1，2025年新增8060个[1, 2]", [("2025年新增8060个", (1, 2))]),
        ("1. 增长5.2%[1]", [("增长5.2%", (1,))]),
        ("| 指标 | 数值 |\n|---|---|\n| 学位 | 8060个[1] |", [("指标，数值", ()), ("学位，8060个", (1,))]),
        ("It grew by 5.2% [1]. Then it stopped.", [("It grew by 5.2%.", (1,)), ("Then it stopped.", ())]),
        ("", []),
    ],
)
def test_sentences_and_markers(reply: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(claim.text, claim.hints) for claim in claims_of(reply)] == expected


def test_a_heading_states_nothing() -> None:
    first, second = claims_of("**已完成**\n- 新增8060个[1]")
    assert (first.heading, first.text, second.heading, second.bullet) == (True, "已完成", False, True)
