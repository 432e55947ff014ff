"""``python -m evals.briefs FILE.jsonl``: the share of the gold points that the briefs over the present index hold."""

import sys
from pathlib import Path

from assistant.answer import Assistant
from assistant.opening import open_store
from assistant.settings import Settings
from evals.briefs.figures import figures_counted, uncited_lines, unsupported_figures
from evals.briefs.gold import holds, read_points, topics_of


def main(paths: list[str]) -> None:
    """Print a line for each topic and the points that are missing."""
    settings = Settings()
    assistant = Assistant(open_store(settings), settings)
    for points in map(read_points, map(Path, paths)):
        for document, topic in topics_of(points):
            brief = assistant.brief(topic, document)
            own = [point for point in points if (point.document, point.topic) == (document, topic)]
            missing = [point for point in own if not holds(brief, point)]
            wrong, uncited = unsupported_figures(brief), uncited_lines(brief)
            sys.stdout.write(
                f"{document} {topic}: {len(own) - len(missing)}/{len(own)} points, "
                f"{len(wrong)}/{figures_counted(brief)} figures unsupported, {len(uncited)} lines uncited\n"
            )
            for point in missing:
                sys.stdout.write(f"  missing in {point.section}: {point.quote}\n")
            for number, text in wrong:
                sys.stdout.write(f"  unsupported {number}: {text}\n")


if __name__ == "__main__":
    main(sys.argv[1:] or [str(path) for path in sorted(Path(__file__).parent.glob("*.jsonl"))])
