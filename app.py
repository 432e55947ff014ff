"""``python app.py``: the web chat, with the settings of the environment and of ``.env``."""

import logging
import sys

from pydantic import ValidationError

from assistant.settings import Settings
from assistant.web import serve


def main() -> int:
    """Serve until interrupted. 0 after Ctrl-C; 2, with a sentence on what to do, when the page cannot be served."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)  # on the handler: some libraries set their own logger to DEBUG
    logging.basicConfig(handlers=[handler], format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        settings = Settings()
    except ValidationError as error:
        names = "、".join(f"PLAN_{str(one['loc'][0]).upper().removeprefix('PLAN_')}" for one in error.errors())
        sys.stderr.write(f"设置 {names} 的值不对，请改正环境变量或 .env 后再启动。\n")
        return serve.CANNOT_SERVE
    return serve.run(settings)


if __name__ == "__main__":
    sys.exit(main())
