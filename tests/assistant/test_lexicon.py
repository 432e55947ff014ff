from collections import Counter
from importlib.resources import files

import pytest

from assistant.lexicon import Lexicon, load_lexicon, matches

TABLES = {
    "synonyms.tsv": ("everyday", "official", "reason"),
    "abbreviations.tsv": ("short", "full", "reason"),
    "english.tsv": ("english", "chinese"),
    "places.tsv": ("name", "level", "parent"),
    "units_english.tsv": ("chinese", "english", "factor"),
}
tables = pytest.mark.parametrize("name", TABLES)
reasoned = pytest.mark.parametrize("name", ["synonyms.tsv", "abbreviations.tsv"])


def lines(name: str) -> list[str]:
    text = (files("assistant") / "lexicon" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in lines(name)[1:]]


@tables
def test_every_row_has_the_columns_of_its_header(name: str) -> None:
    assert tuple(lines(name)[0].split("\t")) == TABLES[name]
    assert [row for row in rows(name) if len(row) != len(TABLES[name])] == []


@tables
def test_no_expression_is_entered_twice(name: str) -> None:
    assert [key for key, count in Counter(row[0].lower() for row in rows(name)).items() if count > 1] == []


@pytest.mark.parametrize(
    "name",
    [
        "stop_words.txt",
        "weak_words.txt",
    ],
)
def test_no_word_is_entered_twice(name: str) -> None:
    assert [word for word, count in Counter(lines(name)).items() if count > 1] == []


@reasoned
def test_every_wording_has_its_reason(name: str) -> None:
    assert [row[0] for row in rows(name) if not row[2].strip()] == []


@pytest.mark.parametrize(
    "name",
    [
        "synonyms.tsv",
        "english.tsv",
        "abbreviations.tsv",
    ],
)
def test_no_alternative_is_empty_or_given_twice_or_the_expression_itself(name: str) -> None:
    def wrong(row: list[str]) -> bool:
        forms = row[1].split("|")
        return "" in forms or len(set(forms)) < len(forms) or row[0] in forms

    assert [row[0] for row in rows(name) if wrong(row)] == []


@tables
def test_no_cell_has_white_space_around_it(name: str) -> None:
    assert [row for row in rows(name) if any(cell != cell.strip() for cell in row)] == []


def test_english_is_lower_case_and_its_wordings_chinese() -> None:
    wrong = [row for row in rows("english.tsv") if row[0] != row[0].lower() or row[1].isascii()]
    assert [row for row in wrong if not row[1].isupper() and "." not in row[1]] == []


def test_every_place_but_the_country_lies_in_another() -> None:
    names = {row[0] for row in rows("places.tsv")}
    assert [row for row in rows("places.tsv") if row[1] != "country" and row[2] not in names] == []


def test_units_convert_by_a_number() -> None:
    assert all(float(row[2]) > 0 for row in rows("units_english.tsv"))


def test_the_lexicon_is_read_once() -> None:
    assert load_lexicon() is load_lexicon()


def test_an_abbreviation_and_an_everyday_word_are_merged(lexicon: Lexicon) -> None:
    assert {"地区生产总值", "国内生产总值"} <= set(lexicon.synonyms["gdp"])


def test_the_longest_expression_matches_and_none_overlap() -> None:
    known = {"新增": 1, "新增学位": 1, "学位": 1, "位数": 1}
    assert matches("新增学位数", known) == [(0, 4)]
    assert matches("学位和位数", known) == [(0, 2), (3, 5)]
    assert matches("", known) == matches("学位", {}) == []


def test_expanding_keeps_the_letters_as_typed(lexicon: Lexicon) -> None:
    assert [said for said, _ in lexicon.expand("2025年Gdp多少")] == ["Gdp"]


@pytest.mark.parametrize(
    ("said", "official"),
    [
        ("下雨老淹的地方", "积水点"),
        ("暖气管子", "供热管网"),
        ("走不通的路", "断头路"),
        ("丢了工作又找到活", "再就业"),
        ("外国人投的钱", "实际使用外资"),
        ("被骗走的钱", "追赃挽损"),
        ("一亩地打的粮", "粮食单产"),
        ("收破烂", "再生资源回收"),
        ("头一回贷款", "首贷"),
        ("城里住的人", "常住人口城镇化率"),
    ],
)
def test_what_residents_say_is_known_by_its_official_name(said: str, official: str, lexicon: Lexicon) -> None:
    known = dict(lexicon.expand(f"去年{said}有多少"))
    assert [official in forms for found, forms in known.items() if said.startswith(found)] == [True]


@pytest.mark.parametrize(
    "official",
    [
        "居民消费价格",
        "科学技术奖",
        "一批文艺精品",
        "公开建议",
        "集中专项整治",
        "重大专项",
        "更好地",
        "法治河北",
        "航空运输",
        "全省电网",
        "提高职工待遇",
        "养护工程",
        "浙江水网",
        "劳动工具",
        "煤炭消费总量",
        "红树林",
        "开工投产",
        "科技合作",
        "安居保障",
        "一批零星任务",
    ],
)
def test_no_everyday_expression_is_read_out_of_the_middle_of_an_official_term(official: str, lexicon: Lexicon) -> None:
    assert lexicon.expand(official) == []
