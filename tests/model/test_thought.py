"""Thoughts are taken out wherever the pieces of a stream are cut."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.thought import ThoughtFilter, without_thought

REPLY = "前<think>想一想，<b>大概8060</think>新增8060个[1]。"


def streamed(text: str, cuts: set[int]) -> str:
    bounds = [0, *sorted(cuts), len(text)]
    thoughts = ThoughtFilter()
    shown = "".join(thoughts.feed(text[a:b]) for a, b in pairwise(bounds))
    return shown + thoughts.finish()


@given(st.sets(st.integers(1, len(REPLY) - 1)))
def test_a_thought_is_never_shown_however_it_is_cut(cuts: set[int]) -> None:
    assert streamed(REPLY, cuts) == "前新增8060个[1]。"


@given(st.text("<>/think 新增", max_size=40).filter(lambda text: "<think>" not in text), st.sets(st.integers(1, 39)))
def test_text_without_a_thought_passes_whole(text: str, cuts: set[int]) -> None:
    assert streamed(text, {cut for cut in cuts if cut < len(text)}) == text


def test_an_unfinished_thought_is_no_answer() -> None:
    assert without_thought("<think>想") == ""


def test_a_closing_tag_alone_ends_a_thought() -> None:
    assert without_thought("先想一想</think>\n新增8060个。") == "新增8060个。"
