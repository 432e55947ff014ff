"""Targets without a number are found in the words of any report, and wishes are left alone."""

import pytest

from assistant.vague import aims_in
from vectorstore.records import Span


def aims(sentence: str) -> list[tuple[str, str]]:
    """What each target is of, and the words that stand where its number should."""
    found = aims_in(sentence, Span(0, len(sentence)))
    return [(aim.name, sentence[aim.wording.start : aim.wording.end]) for aim in found]


@pytest.mark.parametrize(
    ("sentence", "name", "wording"),
    [
        ("生产生活用水总量均达到市级要求。", "生产生活用水总量", "达到市级要求"),
        ("居民人均可支配收入增长与经济增长基本同步；", "居民人均可支配收入增长", "与经济增长基本同步"),
        ("单位地区生产总值能耗降低率完成市下达任务。", "单位地区生产总值能耗降低率", "完成市下达任务"),
        ("隐性债务化解进度不低于年度计划。", "隐性债务化解进度", "不低于年度计划"),
        ("力争城镇化率稳步提升。", "城镇化率", "稳步提升"),
        ("货物贸易出口占全国份额保持基本稳定。", "货物贸易出口占全国份额", "保持基本稳定"),
        ("力争在招商引资方面取得新成效。", "招商引资", "取得新成效"),
        ("不断扩大普惠托位供给。", "普惠托位供给", "不断扩大普惠托位供给"),
        ("提升千人床位比。", "千人床位比", "提升千人床位比"),
        ("在推进绿色转型中实现新突破。", "绿色转型", "实现新突破"),
        ("财政赤字规模随着经济总量扩大而有所增加。", "财政赤字规模随着经济总量扩大", "有所增加"),
        ("人民币汇率在合理均衡水平上的基本稳定。", "人民币汇率在合理均衡水平", "基本稳定"),
    ],
)
def test_a_target_without_a_number_is_read_with_what_it_is_of(sentence: str, name: str, wording: str) -> None:
    assert aims(sentence) == [(name, wording)]


def test_beside_a_number_in_one_clause_only_the_member_without_one_counts() -> None:
    assert aims("城镇调查失业率控制在5%以内、物价水平基本稳定。") == [("物价水平", "基本稳定")]


@pytest.mark.parametrize(
    "sentence",
    [
        "地区生产总值增长5%左右。",
        "千人床位比提升至7.9张。",
        "努力完成全年各项目标任务。",  # of everything, so of nothing
        "高质量完成“十四五”规划目标任务。",
        "在高质量发展中实现质的有效提升和量的合理增长。",
        "推动各项决策部署见到实效。",
        "保持社会大局和谐稳定。",
        "持续优化营商环境。",
        "提升基层治理水平。",  # a wish: nobody counts a level of governance
        "改革取得新突破。",
        "提高行政效率先行区建设质效。",
    ],
)
def test_a_number_or_a_wish_is_no_target_without_a_number(sentence: str) -> None:
    assert aims(sentence) == []
