"""A file sent by a browser -> a file in a folder of its own, under a name that is safe as text and on every system."""

import re
import shutil
from pathlib import Path

from ingest.errors import FileMissing, Unreadable

_LONGEST = 80
"""Characters of a name; its UTF-8 then fits into the 255 bytes of a file system."""
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff/\\:*?\"<>|]+")
"""Control characters, marks that turn the direction of text around, and what file systems do not take."""
_UNNAMED = "未命名"


def safe_name(name: str) -> str:
    """A file's name without its path and without what could mislead a reader or a file system; never empty."""
    last = re.split(r"[/\\]", name.strip())[-1]
    clean = _UNSAFE.sub("_", last).strip(" .")
    stem, dot, suffix = clean.rpartition(".")
    if not dot or not suffix.isalnum() or len(suffix) > 8:
        return clean[:_LONGEST] or _UNNAMED
    return f"{stem[: _LONGEST - len(suffix) - 1].rstrip(' .') or _UNNAMED}.{suffix}"


def taken_in(sent: Path, name: str, folder: Path) -> Path:
    """Copy the file that was sent into ``folder`` under a safe name. Raises ``FileMissing`` or ``Unreadable``.

    Files of the same name stand in folders of their own, so that none hides the other.
    """
    own, safe = folder / str(len(list(folder.iterdir()))), safe_name(name)
    try:
        own.mkdir()
        shutil.copyfile(sent, own / safe)
    except FileNotFoundError as error:
        raise FileMissing(f"{safe}：文件没有传到服务器，请重新上传。") from error
    except OSError as error:
        raise Unreadable(f"{safe}：服务器存不下这个文件（{error.strerror}），请管理员检查磁盘空间。") from error
    return own / safe
