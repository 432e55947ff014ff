"""Prompt templates, one source each, rendered strictly and known by their digest.

A template is a Markdown file with two parts, ``# system`` and ``# user``. ``{name}`` stands for a value; a value may
hold braces itself. A template that is rendered with a value missing, or with one that it does not name, is refused.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from langchain_core.messages import BaseMessage
from langchain_core.prompts import ChatPromptTemplate

_PARTS = re.compile(r"\A# system\n(?P<system>.+?)\n# user\n(?P<user>.+)\Z", re.DOTALL)


class PromptError(Exception):
    """A template is not as it should be, or was given other values than it names: mend the file or the call."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One template. ``digest`` is the beginning of the SHA-256 of its file: it tells which wording was used."""

    name: str
    system: str
    user: str
    digest: str

    @property
    def variables(self) -> frozenset[str]:
        """Return the names of the values that it needs."""
        return frozenset(self._template(system_role=True).input_variables)

    def render(self, *, system_role: bool = True, **values: str) -> list[BaseMessage]:
        """Return the messages for the model. Raises ``PromptError`` for a missing or an unknown value.

        ``system_role=False`` puts the instructions at the head of the user's message, for servers that know no
        system role.
        """
        if wrong := self.variables ^ values.keys():
            raise PromptError(f"prompts/{self.name}.md: missing or unknown values: {', '.join(sorted(wrong))}")
        return self._template(system_role=system_role).format_messages(**values)

    def _template(self, *, system_role: bool) -> ChatPromptTemplate:
        if system_role:
            return ChatPromptTemplate.from_messages([("system", self.system), ("user", self.user)])
        return ChatPromptTemplate.from_messages([("user", f"{self.system}\n\n{self.user}")])


def parse_prompt(name: str, text: str) -> Prompt:
    """Read one template. Raises ``PromptError`` if it lacks a part."""
    match = _PARTS.match(text.replace("\r\n", "\n"))
    if match is None:
        raise PromptError(f"prompts/{name}.md: expected a part '# system' and then a part '# user'")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Prompt(name, match["system"].strip(), match["user"].strip(), digest)


@cache
def load_prompt(name: str) -> Prompt:
    """Return the template ``prompts/<name>.md``. Raises ``PromptError`` if there is none."""
    path = files("prompts") / f"{name}.md"
    if not path.is_file():
        raise PromptError(f"prompts/{name}.md does not exist")
    return parse_prompt(name, path.read_text(encoding="utf-8"))
