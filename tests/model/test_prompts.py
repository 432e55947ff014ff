"""Prompt files are rendered strictly and known by their digest."""

from pathlib import Path

import pytest

from prompts import PromptError, load_prompt, parse_prompt

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.stem for path in (ROOT / "prompts").glob("*.md"))
VALUES = {"question": "新增多少{学位}？", "figures": "（无）", "passages": "<资料>{x}</资料>"}


@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_holds_its_values_as_they_are(name: str) -> None:
    prompt = load_prompt(name)
    values = {variable: f"<{variable}>{{学位}}" for variable in prompt.variables}
    system, user = prompt.render(**values)
    assert (system.type, user.type) == ("system", "human")
    assert all(value in user.text for value in values.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_is_loaded_somewhere(name: str) -> None:
    sources = [
        path.read_text(encoding="utf-8") for top in ("assistant", "evals") for path in (ROOT / top).rglob("*.py")
    ]
    assert any(f'"{name}"' in source for source in sources)


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
