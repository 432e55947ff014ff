"""Which reports are searched: what becomes of a tick when its report changes."""

from dataclasses import replace

from assistant.web.scope import ALL, Chosen, Ticked, render
from assistant.web.strings import ZH
from vectorstore.records import Document

OLD = Document("1", "甲.txt", "甲的报告", "一。", "", "", 2025, 2026, ())
OTHER = replace(OLD, id="2", name="乙.txt", title="乙的报告")
NEW = replace(OLD, id="3", title="甲的新报告")
CHOSEN = Chosen((Ticked("1", "甲.txt"),))


def test_a_tick_follows_its_report_to_the_new_version() -> None:
    followed = CHOSEN.followed([OTHER, NEW])
    assert (followed.ids, followed.names) == (("3",), ("甲.txt",))
    assert "甲的新报告" in render(CHOSEN, [OTHER, NEW], ZH)


def test_a_tick_follows_its_report_to_another_name_and_from_there_to_the_new_version() -> None:
    renamed = CHOSEN.followed([replace(OLD, name="丙.txt"), OTHER])
    assert (renamed.ids, renamed.names) == (("1",), ("丙.txt",))
    assert renamed.followed([OTHER, replace(NEW, name="丙.txt")]).ids == ("3",)


def test_a_ticked_report_that_is_gone_stays_ticked_so_that_none_is_not_all() -> None:
    assert CHOSEN.followed([OTHER]) == CHOSEN
    assert ZH.library.all_gone in render(CHOSEN, [OTHER], ZH)


def test_two_ticks_that_lead_to_one_report_are_one() -> None:
    two = Chosen((Ticked("1", "甲.txt"), Ticked("3", "乙.txt")))
    assert two.followed([NEW]).ids == ("3",)


def test_nothing_is_told_while_all_reports_are_searched() -> None:
    assert CHOSEN.without("1") == ALL
    assert render(ALL, [OLD], ZH) == ""
