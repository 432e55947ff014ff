"""What can be wrong with a file. Every message is a sentence in Chinese that says what to do.

ReadError
├── FileMissing      there is no such file: check the path
├── EmptyFile        the file holds no text: choose another
├── NotText          the content is not text: save it as UTF-8 text or Word
├── TooLarge         it is larger than any report: split it
├── UnsupportedType  the kind of file is not read: save it as .docx or .txt
└── Unreadable       damaged, locked or forbidden: open it in its program and save it again
"""


class ReadError(Exception):
    """Base of all reading errors; ``str(error)`` is a sentence in Chinese for the user."""


class FileMissing(ReadError):
    """There is no such file: check the path."""


class EmptyFile(ReadError):
    """The file holds no text: choose another file."""


class NotText(ReadError):
    """The content is not text whatever the name says: save it as UTF-8 text or Word."""


class TooLarge(ReadError):
    """Larger than any report: split it, or remove pictures."""


class UnsupportedType(ReadError):
    """No reader for such a file: save it as .docx or .txt."""


class Unreadable(ReadError):
    """The file is damaged, encrypted or forbidden: open it in its program and save it again."""
