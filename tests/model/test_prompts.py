"""Prompt files are rendered strictly and known by their digest."""

from pathlib import Path

import pytest

from prompts import PromptError, load_prompt, parse_prompt

NAMES = sorted(path.stem for path in (Path(__file__).parents[2] / "prompts").glob("*.md"))
VALUES = {"question": "新增多少{学位}？", "figures": "（无）", "passages": "<资料>{x}</资料>"}
BRIEF = {"topic": "新增多少{学位}？", "section": "已完成的工作", "lines": "<资料>{x}</资料>"}


@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_holds_its_question_and_passages_as_they_are(name: str) -> None:
    system, user = load_prompt(name).render(**(BRIEF if name == "brief" else VALUES))
    assert (system.type, user.type) == ("system", "human")
    assert "{学位}" in user.text
    assert "<资料>{x}</资料>" in user.text


@pytest.mark.parametrize("values", [{}, VALUES | {"extra": "1"}], ids=["missing", "unknown"])
def test_missing_and_unknown_values_are_refused(values: dict[str, str]) -> None:
    with pytest.raises(PromptError, match=r"answer\.md"):
        load_prompt("answer").render(**values)


def test_without_a_system_role_the_instructions_lead_the_users_message() -> None:
    (only,) = load_prompt("answer").render(system_role=False, **VALUES)
    assert only.type == "human"
    assert only.text.startswith(load_prompt("answer").system)


def test_the_digest_changes_with_the_wording() -> None:
    text = "# system\n甲\n# user\n{question}\n"
    assert parse_prompt("a", text).digest != parse_prompt("a", text.replace("甲", "乙")).digest


@pytest.mark.parametrize("text", ["", "# system\nonly", "# user\nfirst\n# system\nthen"])
def test_a_file_without_its_parts_is_refused(text: str) -> None:
    with pytest.raises(PromptError, match="# system"):
        parse_prompt("a", text)


def test_a_prompt_that_does_not_exist_is_named() -> None:
    with pytest.raises(PromptError, match="nowhere"):
        load_prompt("nowhere")


@pytest.mark.parametrize("name", NAMES)
def test_no_prompt_gives_a_figure_that_a_model_could_copy(name: str) -> None:
    prompt = load_prompt(name)
    assert not any(character.isdigit() for character in prompt.user)
