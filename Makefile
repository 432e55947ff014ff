# Plan Assistant (计划报告问答助手). `make chat` and `make test` are all that a newcomer needs.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help install install-test chat test check eval lock clean

help:  ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(VENV)/.installed  ## 建立 .venv 并安装（首次需要几分钟）

chat: install  ## 导入 data/reports 并打开网页问答
	@$(BIN)/plan-assistant serve --ingest

test: install-test  ## 安装测试依赖并运行全部测试
	@$(BIN)/python -m pytest

check: install-test  ## 代码检查、类型检查、全部测试
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest

eval: install  ## 运行评测并打印成绩表
	@$(BIN)/plan-assistant eval

install-test: $(VENV)/.installed-test

# Stamps: pip runs again only when what it reads has changed.
$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP) install -c constraints.txt -e '.[test]'
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo '找不到 $(PYTHON)。请先安装 Python 3.11 或更高版本：apt install python3 python3-venv' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo '需要 Python 3.11 或更高版本，现在是：'"$$($(PYTHON) --version)"'。可用 make PYTHON=python3.12 指定。' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo '缺少 Python 的 venv 模块。请先运行：apt install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Versions alone: no addresses, so that the same file serves a mirror or a folder of wheels on an intranet.
lock:  ## 重新生成 constraints.txt（在临时环境里安装最新版本）
	@set -eu; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	$(PYTHON) -m venv "$$folder"; \
	"$$folder/bin/python" -m pip --disable-pip-version-check install '.[test]'; \
	"$$folder/bin/python" -m pip freeze --exclude plan-assistant > "$$folder/frozen"; \
	if grep -nE '[@/]' "$$folder/frozen"; then echo '以上各行含有地址，constraints.txt 未改动' >&2; exit 1; fi; \
	{ echo '# Tested versions; renew with `make lock`.'; cat "$$folder/frozen"; } > constraints.txt; \
	echo "constraints.txt：$$(grep -c '==' constraints.txt) 个版本"

clean:  ## 删除 .venv 与各种缓存（不动 var/ 里的索引）
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
