"""Run as a child process: begins to replace the index in a folder or at a URL and hangs half way, to be killed."""

import sys
import time
from pathlib import Path

from tests.vectorstore.samples import BigramEmbeddings, report
from vectorstore.chroma import ChromaStore


def hang(stage: str, done: int, total: int) -> None:
    sys.stdout.write(f"{stage} {done} of {total}\n")
    sys.stdout.flush()
    time.sleep(600)


if __name__ == "__main__":
    folder, url = sys.argv[1:]
    many = report("many", "".join(f"新增学位{number}个。" for number in range(300)))
    ChromaStore(Path(folder), BigramEmbeddings(), url=url).replace(many, progress=hang)
