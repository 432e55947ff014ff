"""Word files for tests: honest ones, and some made to harm."""

import io
import zipfile
from collections.abc import Mapping

import docx

LAUGHS = "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for name, inner in zip("bcdefghi", "abcdefgh", strict=True))
MARKUP = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:document>'
LAUGHING = f'<!DOCTYPE x [<!ENTITY a "哈哈">{LAUGHS}]>{MARKUP.format("&i;")}'.encode()
"""A body of entities that would grow to 200 million characters."""


def word(text: str) -> bytes:
    """A Word file with a paragraph for each line."""
    document, content = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(content)
    return content.getvalue()


def word_with(parts: Mapping[str, bytes]) -> bytes:
    """An empty Word file with parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(word(""))) as package:
        return zipped({name: package.read(name) for name in package.namelist()} | dict(parts))


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip file, packed tightly."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return buffer.getvalue()
