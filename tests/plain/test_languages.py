"""In which language a text is: English whatever its names, then every row of the table, and what is said of it."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from quotekit import Article, Problem, analyze, events, read, summarize
from quotekit.plain.languages import LanguageWarning, language_of, rows

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
EXAMPLES = {language: example for language, _, example in rows()}
ENGLISH = [
    "",
    "1 2 3. " * 20,
    "Rain",
    "A0A0B0B0B0B0B0B0B0B0B0B0I0S0V",
    "Juan Carlos de la Cruz y los Reyes del Mar, Ana de la Vega.",
    "“Nous sommes en vie,” said Mayor Jean-Luc de la Tour of Saint-Jean-de-Luz, as the band played La Vie en Rose.",
    "Real Sociedad 2, Deportivo de La Coruña 1. Rayo Vallecano 0, UD Las Palmas 3. Celta de Vigo 1, Betis 1.",
    "Van der Berg and De Vries left Den Haag on the Willem de Kooning for Sankt Peter im Schwarzwald.",
    "Αθήνα, the capital, and Москва, said Ana.",
    "THE MAYOR SAID THAT THE BRIDGE WAS SHUT.",
    "SCORES: Kim 7, Lee 9, Park 3, Choi 8, Jung 7, Kang 2, Cho 1, Yoon 9, Jang 8, Lim 2, Han 4, Oh 5.",
    EXAMPLES["English"],
]
SCRIPTS = {
    "Greek": "Ο δήμαρχος είπε ότι η γέφυρα είναι κλειστή και δεν θα ανοίξει πριν από αύριο.",
    "Hebrew": "ראש העיר אמר שהגשר סגור ולא ייפתח לפני מחר, אבל כל התושבים בטוחים בבית ספר.",
    "Chinese": "市长表示，大桥已经关闭，明天之前不会开放，但所有居民都很安全，住在一所学校里。",
    "Japanese": "市長は、橋は閉鎖されており明日まで開通しないが、住民は全員学校に避難していて無事だと述べた。",
    "Korean": "시장은 다리가 폐쇄되었고 내일까지 열리지 않을 것이지만 주민들은 모두 안전하다고 말했다.",
    "Thai": "นายกเทศมนตรีกล่าวว่าสะพานปิดและจะไม่เปิดก่อนวันพรุ่งนี้ แต่ชาวเมืองทุกคนปลอดภัย",
    "Hindi": "महापौर ने कहा कि पुल बंद है और कल से पहले नहीं खुलेगा, लेकिन सभी लोग सुरक्षित हैं।",
    "Bengali": "মেয়র বলেছেন যে সেতুটি বন্ধ এবং আগামীকালের আগে খুলবে না, তবে সবাই নিরাপদে আছেন।",
    "Tamil": "பாலம் மூடப்பட்டுள்ளது, நாளை வரை திறக்கப்படாது, ஆனால் அனைவரும் பாதுகாப்பாக உள்ளனர்.",
    "Armenian": "Քաղաքապետն ասաց, որ կամուրջը փակ է և չի բացվի մինչև վաղը, բայց բոլորն ապահով են։",
    "Georgian": "მერმა თქვა, რომ ხიდი დაკეტილია და ხვალამდე არ გაიხსნება, მაგრამ ყველა უსაფრთხოდ არის.",
}
SPANISH, GERMAN = EXAMPLES["Spanish"], EXAMPLES["German"]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_and_what_is_in_doubt(text: str) -> None:
    assert language_of(text) is None


def test_the_corpus_is_english() -> None:
    for path in CORPUS.glob("*.txt"):
        for paragraph in path.read_text(encoding="utf-8").split("\n"):
            assert language_of(paragraph) is None, paragraph


@pytest.mark.parametrize("language", sorted({*EXAMPLES, *SCRIPTS} - {"English"}))
def test_every_language_is_told(language: str) -> None:
    text = EXAMPLES.get(language) or SCRIPTS[language]
    assert language_of(text) == language
    assert language_of(text.upper()) in (language, None)  # "İ" and "ı"


def test_rows_are_sorted_and_their_words_once() -> None:
    languages = [language for language, _, _ in rows()]
    assert languages == sorted(set(languages))
    for _, words, _ in rows():
        assert len(words.split()) == len(set(words.split()))


def test_articles_in_another_language_are_warned_of_once() -> None:
    articles: list[Article | str] = [
        Article(SPANISH, "a"),
        Article("It rained all day.", "b"),
        Article(SPANISH + ".", "c"),
        GERMAN,
    ]
    with pytest.warns(LanguageWarning) as heard:
        analyze(articles)
    assert [str(one.message).partition(";")[0] for one in heard] == [
        "an article is in Spanish",
        "an article is in German",
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        analyze([text for text in ENGLISH if text])


@pytest.mark.parametrize(
    ("do", "told"),
    [
        (lambda texts: summarize(texts, sentences=1), "sentences are weighed as English"),
        (lambda texts: summarize(texts, sentences=1, quotes=1), "quotes are found in English alone"),
        (events, "events are told apart in English alone"),
    ],
)
def test_summaries_and_events_warn_too(do: Callable[[list[str]], object], told: str) -> None:
    with pytest.warns(LanguageWarning) as heard:
        do(["It rained all day in the town.", SPANISH, SPANISH + "."])
    assert [str(one.message) for one in heard] == [f"an article is in Spanish; {told}"]
    with pytest.warns(LanguageWarning) as heard:
        found = analyze(SPANISH)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        summarize(found)
        events(found)
        do(["It rained all day in the town."])


def test_what_is_read_is_told_once_for_each_language(tmp_path: Path) -> None:
    for name, text in (("a", SPANISH), ("b", "It rained."), ("c", GERMAN), ("d", SPANISH), ("e", SPANISH)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    told: list[Problem] = []
    articles = list(read(tmp_path, problems=told.append))
    assert len(articles) == 5
    assert [str(one).removeprefix(f"{tmp_path}/") for one in told] == [
        "a.txt: is in Spanish; quotes are found in English alone",
        "c.txt: is in German; quotes are found in English alone",
        "e.txt: is in Spanish, as are 2 of the articles before it",
    ]
    assert not any(one.rejected for one in told)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        analyze(articles)


def test_it_costs_less_than_two_hundredths_of_the_analysis() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))[:8]]
    analyze(texts)
    started = time.process_time()
    analyze(texts)
    whole = time.process_time() - started
    started = time.process_time()
    for _ in range(10):
        list(map(language_of, texts))
    assert time.process_time() - started < 0.2 * whole
