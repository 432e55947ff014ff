import pytest

from assistant.lexicon import Lexicon
from assistant.places import documents_named, own_forms, place_forms, places_of, scopes_asked, scopes_of
from tests.assistant.made import document


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("朝阳区2025年新增多少学位", ("朝阳区",)),
        ("2025年朝阳区和海淀区的学位", ("朝阳区", "海淀区")),
        ("全国的增速是多少", ("全国",)),
        ("全市的增速是多少", ("全市",)),
        ("请问崇明县2025年新增多少学位", ("崇明县",)),
    ],
)
def test_another_area_is_seen(question: str, places: tuple[str, ...], lexicon: Lexicon) -> None:
    found = places_of(question, [document()], lexicon)
    assert all(place in found for place in places)


@pytest.mark.parametrize(
    "question",
    [
        "东湖区2025年新增多少学位",
        "东湖新增多少学位",
        "全区新增多少学位",
        "我区新增多少学位",
        pytest.param(
            "第四次全国文物普查复核了多少处",
        ),
        "城市更新怎么推进",
        "国内上市企业有多少家",
        "全市第一的指标有哪些",
        "去年新增多少学位",
        "新能源车产量在全国占多少",
        "新能源车产量的全国份额多大",
    ],
)
def test_the_own_area_and_words_that_look_like_one_are_no_other_area(question: str, lexicon: Lexicon) -> None:
    assert places_of(question, [document()], lexicon) == ()


@pytest.mark.parametrize(
    ("place", "forms"),
    [
        ("东湖区", {"东湖区", "东湖", "全区", "我区", "本区", "区里"}),
        ("全国", {"全国", "中国", "我国"}),
        ("", set()),
    ],
)
def test_people_call_an_area_by_several_names(place: str, forms: set[str]) -> None:
    assert place_forms(place) == forms


def test_two_reports_have_the_names_of_both() -> None:
    assert {"东湖", "南山", "全县"} <= own_forms([document(), document(place="南山县")])


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("海东新区新增学位多少个", ("海东新区",)),
        ("其中主城区改造老旧小区57个", ("主城区",)),
        ("2025年青石镇建成几个示范点", ("青石镇",)),
        ("新增停车位1860个，其中老城片区新增停车位640个", ("老城片区",)),
        pytest.param(
            "青石镇建成几个示范点",
            ("青石镇",),
            marks=pytest.mark.xfail(reason="a town's name at the very beginning is not seen", strict=False),
        ),
        ("改造老旧小区45个", ()),
        ("各街道新建了多少", ()),
        ("全区新增学位", ()),
    ],
)
def test_parts_of_an_area_are_found(text: str, scopes: tuple[str, ...]) -> None:
    assert scopes_of(text) == scopes


def test_only_a_part_that_the_report_speaks_of_narrows_a_question() -> None:
    assert scopes_asked("主城区改造了多少个老旧小区", [document()]) == ("主城区",)
    assert scopes_asked("高新区改造了多少个老旧小区", [document()]) == ()


def test_the_own_area_is_no_part_of_itself() -> None:
    assert scopes_asked("东湖新区有多少学位", [document(place="东湖新区", text="东湖新区新增学位")]) == ()


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("新增学位多少", ["东湖区", "南山县"]),
        ("南山县新增学位多少", ["南山县"]),
        ("全县新增学位多少", ["东湖区", "南山县"]),
        ("2023年新增学位多少", ["南山县"]),
        ("2030年新增学位多少", ["东湖区", "南山县"]),
        ("东湖区2023年新增学位多少", ["东湖区"]),
    ],
)
def test_a_place_or_a_year_points_to_its_report(question: str, places: list[str]) -> None:
    reports = [document(), document(id="n", place="南山县", report_year=2023, plan_year=2024)]
    assert [report.place for report in documents_named(question, reports)] == places


@pytest.mark.parametrize("question", ["东湖区（不含主城区）改造多少个老旧小区", "除了主城区改造多少个老旧小区"])
def test_a_part_left_out_is_not_the_part_asked_for(question: str) -> None:
    assert scopes_asked(question, [document()]) == ()
