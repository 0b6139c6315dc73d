"""Reading: what is refused and how it is said, then what is read and under which id."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quotekit.errors import InputError, UsageError
from quotekit.reading import reader
from quotekit.reading.origin import ArticleIds
from quotekit.reading.reader import Problem, ReadWarning, read

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX file names, pipes and links")
SAID = "“We won’t go,” said José Núñez — again…"


def write(folder: Path, **files: str) -> Path:
    """Files named by keyword, `__` for `/`, with the suffix .txt."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def ids(paths: object, **options: object) -> list[str]:
    return [article.id for article in read(paths, **options)]  # type: ignore[arg-type]


def texts(data: bytes) -> tuple[list[str], list[Problem]]:
    """What standard input with these bytes gives."""
    problems: list[Problem] = []
    found = [article.text for article in read("-", problems=problems.append, stdin=io.BytesIO(data))]
    return found, problems


# --- The caller's mistakes ---


@pytest.mark.parametrize(
    ("paths", "named"),
    [
        (None, "None"),
        (3, "3"),
        (b"a.txt", "b'a.txt'"),
        ("", "''"),
        ([None], "None"),
        (["a.txt", 3], "3"),
        ([["a.txt"]], "['a.txt']"),
    ],
)
def test_a_wrong_path_is_told_at_once(paths: object, named: str) -> None:
    with pytest.raises(UsageError, match="must be a") as caught:
        read(paths)  # type: ignore[arg-type]
    assert str(caught.value).endswith(f"not {named}")


def test_a_wrong_path_from_an_iterator_is_told_when_it_comes(tmp_path: Path) -> None:
    stream = read(iter([write(tmp_path, a="A.") / "a.txt", 3]))  # type: ignore[arg-type]
    assert next(stream).id == "a"
    with pytest.raises(UsageError, match="not 3"):
        next(stream)


def test_wrong_problems_and_stdin() -> None:
    with pytest.raises(UsageError, match="callable or None, not 7"):
        read("-", problems=7)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="binary stream"):
        ids("-", stdin=io.StringIO("text"))


# --- Rejected inputs ---

NOT_ARTICLES = [
    (b"", "empty"),
    (b" \r\n\t\n", "only white space"),
    (b"\xef\xbb\xbf", "empty"),
    (b"\xff\xfe \x00\n\x00", "only white space"),
    ("\u00a0\u2003\n".encode(), "only white space"),
    (b"\x89PNG\r\n\x1a\n rest", "binary: PNG, not plain text"),
    (b"{\\rtf1 all ASCII}", "binary: RTF, not plain text"),
    (b"PK\x03\x04 word/document.xml", "binary: ZIP, DOCX or ODT, not plain text"),
    (b"He said\0 no.", "binary: has NUL bytes (UTF-16 needs a byte-order mark)"),
    ("He said.".encode("utf-16-le"), "binary: has NUL bytes (UTF-16 needs a byte-order mark)"),
    ("\ufeffHe said\0 no.".encode("utf-16-le"), "binary: has NUL bytes (UTF-16 needs a byte-order mark)"),
    (b"\x01\x02\x03\x04 abc", "binary: mostly control characters"),
    (b"\xff\xfeH\x00e", "begins as UTF-16 but is not: truncated data, byte 4"),
    (b"\xff\xfe\0\0H\0\0\0\0\0\xff\xff", "begins as UTF-32 but is not: code point not in range(0x110000), byte 8"),
    (bytes(range(1, 256)) * 9, "binary, or in an unknown encoding; save it as UTF-8"),
]


@pytest.mark.parametrize(("data", "message"), NOT_ARTICLES)
def test_bytes_that_are_no_article(data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    problems: list[Problem] = []
    assert list(read(path, problems=problems.append)) == []
    assert problems == [Problem(str(path), message, rejected=True)]
    assert texts(data) == ([], [Problem("standard input", message, rejected=True)])


def test_a_damaged_pdf_is_no_text_by_its_name_and_no_pdf_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7 all ASCII")
    with pytest.raises(InputError, match="binary: PDF, not plain text"):
        list(read(tmp_path / "a.txt"))
    articles, [problem] = texts(b"%PDF-1.7 all ASCII")
    assert (articles, problem.path, problem.rejected) == ([], "standard input", True)
    assert problem.message.startswith("no PDF that can be read: ")


def test_text_with_a_few_control_characters_is_text() -> None:
    assert texts(b"Page one\x0c Page two\x1a") == (["Page one\x0c Page two\x1a"], [])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.txt", "no such file or directory"),
        ("missing", "no such file or directory"),
        ("a.txt/b", "not a directory"),
        ("x" * 300, "file name too long"),
        ("nul\0", "embedded null [^\n]+"),
        ("none", r"no files in this folder that can be read \([.\w, ]+\)"),
        ("*.nothing", "no file matches this pattern"),
        ("missing/*.txt", "no such file or directory"),
        ("none/[ab].txt", "no file matches this pattern"),
    ],
)
@POSIX
def test_paths_that_give_nothing(name: str, message: str, tmp_path: Path) -> None:
    write(tmp_path, a="A.", none__sub__hidden="x").joinpath("none/sub/hidden.txt").rename(tmp_path / "none/sub/.h.txt")
    with pytest.raises(InputError, match=rf"\A[^\n]+: {message}\Z"):
        ids(f"{tmp_path}/{name}")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, *_: object) -> object:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    write(tmp_path, a="A.")
    monkeypatch.setattr(reader, "open", refuse, raising=False)
    with pytest.raises(InputError, match=r"a\.txt: permission denied\Z"):
        ids(tmp_path)
    monkeypatch.setattr(os, "scandir", refuse)
    problems: list[Problem] = []
    assert ids(tmp_path, problems=problems.append) == []
    assert [str(problem) for problem in problems] == [f"{tmp_path}: permission denied"]


def test_a_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (None, SimpleNamespace()):
        monkeypatch.setattr(sys, "stdin", stream)
        with pytest.raises(InputError, match="standard input: closed"):
            ids("-")
    shut = io.BytesIO()
    shut.close()
    with pytest.raises(InputError, match="standard input: I/O operation on closed file"):
        ids("-", stdin=shut)


# --- Who is told ---


def test_problems_are_passed_on_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path, a="A.", b="", c="C.")
    problems: list[Problem] = []
    assert ids([tmp_path, tmp_path / "d.txt"], problems=problems.append) == ["a", "c"]
    assert [(Path(problem.path).name, problem.rejected) for problem in problems] == [("b.txt", True), ("d.txt", True)]


@pytest.mark.parametrize("options", [{}, {"strict": True}, {"strict": True, "problems": lambda _: None}])
def test_the_first_rejection_raises(options: dict[str, object], tmp_path: Path) -> None:
    stream = read(write(tmp_path, a="A.", b="", c="C."), **options)  # type: ignore[arg-type]
    assert next(stream).id == "a"
    with pytest.raises(InputError, match=r"b\.txt: empty\Z"):
        next(stream)


def test_a_warning_rejects_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SAID.encode("cp1252"))
    problems: list[Problem] = []
    assert ids(path, problems=problems.append, strict=True) == ["a"]
    assert problems == [Problem(str(path), "not UTF-8, read as cp1252", rejected=False)]
    with pytest.warns(ReadWarning, match=r"a\.txt: not UTF-8, read as cp1252\Z") as caught:
        assert next(read(path)).text == SAID  # no comprehension, which is a frame of its own before Python 3.12
    assert caught[0].filename == __file__


def test_unicode_gives_no_warning(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert ids(write(tmp_path, a=SAID)) == ["a"]


# --- Decoding ---


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Plain.", "Plain."),
        (SAID.encode(), SAID),
        (SAID.encode("utf-8-sig"), SAID),
        (SAID.encode("utf-16"), SAID),
        (b"\xff\xfe" + SAID.encode("utf-16-le"), SAID),
        (b"\xfe\xff" + SAID.encode("utf-16-be"), SAID),
        (b"\xff\xfe\0\0" + SAID.encode("utf-32-le"), SAID),
        (b"\0\0\xfe\xff" + SAID.encode("utf-32-be"), SAID),
        (b"one\r\ntwo\rthree\n\r\nfour\n\rfive", "one\ntwo\nthree\n\nfour\n\nfive"),
        ("one\r\ntwo".encode("utf-16"), "one\ntwo"),
        ("a\u2028b\x0bc\x85d\u00a0 e\ufeff".encode(), "a\u2028b\x0bc\x85d\u00a0 e\ufeff"),
        (b"  kept \n\n", "  kept \n\n"),
        ("e\u0301 ﬁ 🙂".encode(), "e\u0301 ﬁ 🙂"),
    ],
)
def test_unicode_is_read_as_it_is(data: bytes, text: str) -> None:
    assert texts(data) == ([text], [])


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (SAID, "cp1252", "not UTF-8, read as cp1252"),
        ("“No.”", "cp1252", "not UTF-8, read as cp1252"),
        ("It cost £5 at the café, he said.", "latin-1", "not UTF-8, read as cp1252"),
        ("À la carte, Élan and FIANCÉE, he said. Ça va?", "latin-1", "not UTF-8, read as cp1252"),
        ("Rock ’n’ roll – 20 °C", "cp1252", "not UTF-8, read as cp1252"),
        (SAID, "mac_roman", "not UTF-8, read as mac_roman"),
        ("He said it doesn’t matter.", "mac_roman", "not UTF-8, read as mac_roman"),
        ("“We go,” she said.", "mac_roman", "not UTF-8, read as mac_roman"),
        ("He came – and went.", "mac_roman", "not UTF-8, read as mac_roman"),
        ("Привет, как дела сегодня, мой друг? Он сказал, что придёт.", "cp1251", "not UTF-8, read as cp1251, a guess"),
        ("他说:“我们明天见。”然后他就离开了。", "gb18030", "not UTF-8, read as gb18030, a guess"),
    ],
)
def test_legacy_encodings_with_a_warning(text: str, encoding: str, said: str) -> None:
    assert texts(text.encode(encoding)) == ([text], [Problem("standard input", said, rejected=False)])


@pytest.mark.parametrize(
    ("data", "text", "said"),
    [
        (
            b"\xef\xbb\xbf" + SAID.encode()[:-2],
            SAID[:-1] + "\ufffd",
            "damaged UTF-8: 1 unreadable place, read as U+FFFD",
        ),
        (SAID.encode()[:-1], SAID[:-1] + "\ufffd", "damaged UTF-8: 1 unreadable place, read as U+FFFD"),
        ("“No” — caf".encode() + b"\xe9.", "“No” — caf\ufffd.", "damaged UTF-8: 1 unreadable place, read as U+FFFD"),
        (
            b"\xff" + SAID.encode() + b"\xff",
            f"\ufffd{SAID}\ufffd",
            "damaged UTF-8: 2 unreadable places, read as U+FFFD",
        ),
    ],
)
def test_damaged_utf8_does_not_become_mojibake(data: bytes, text: str, said: str) -> None:
    assert texts(data) == ([text], [Problem("standard input", said, rejected=False)])


@settings(deadline=None)
@given(st.binary() | st.binary(max_size=40).map(lambda data: b"He said caf\xe9 " + data))
def test_any_bytes_give_an_article_or_an_input_error(data: bytes) -> None:
    found, problems = texts(data)
    assert len(found) + sum(problem.rejected for problem in problems) == 1
    assert all(len(str(problem).splitlines()) == 1 for problem in problems)
    for text in found:
        assert text.strip()
        assert "\r" not in text
        text.encode()


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_any_text_reads_back_equal(text: str, encoding: str) -> None:
    controls = sum(char < " " or char == "\x7f" for char in text)
    assume(text.strip() and not text.startswith("\ufeff") and 10 * controls <= 3 * len(text.encode()))
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    found, problems = texts(text.encode(encoding))
    assert found == [lines]
    assert all("English alone" in one.message for one in problems)  # ten letters of Hindi are told of


@pytest.mark.parametrize(
    "piece", [b"\xc9 ", b"\xe2\x80", b"\x93a\x94 ", b"\xd2W", b"\r", b"a,\xc9", b" \xd1", b"\x80\x81", b"\xe9\xe8"]
)
def test_decoding_takes_linear_time(piece: bytes) -> None:
    def seconds(size: int) -> float:
        started = time.perf_counter()
        texts(b"He said so. " * size + piece * (size * 12 // len(piece)))
        return time.perf_counter() - started

    seconds(100)
    assert min(seconds(40_000) for _ in range(2)) < 16 * max(seconds(10_000), 0.01)


# --- Folders, patterns, order ---


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    write(tmp_path, b="B.", a__z="Z.", a__b__y="Y.", a_x="X.", c="C.", C="C.")
    (tmp_path / "note.rst").write_text("no")
    (tmp_path / "d.TXT").write_text("D.")
    (tmp_path / "e.txt").mkdir()
    write(tmp_path / "e.txt", inside="I.")
    expected = sorted(path for path in tmp_path.rglob("*") if path.suffix.lower() == ".txt" and path.is_file())
    assert ids(tmp_path) == [path.stem for path in expected]
    assert ids(str(tmp_path) + "/") == ids(tmp_path)


def test_hidden_names_are_passed_over_unless_named(tmp_path: Path) -> None:
    write(tmp_path, a="A.")
    for name in (".b.txt", ".git/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Hidden.")
    assert ids(tmp_path) == ids(f"{tmp_path}/*") == ids(f"{tmp_path}/**") == ["a"]
    assert ids(tmp_path / ".b.txt") == ids(f"{tmp_path}/.*.txt") == [".b"]
    assert ids(tmp_path / ".git") == ids(f"{tmp_path}/.g*") == ["c"]


def test_a_file_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "a.story").write_text("A.")
    (tmp_path / "README").write_text("R.")
    assert ids([tmp_path / "a.story", str(tmp_path / "README")]) == ["a", "README"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", "c a~b"),
        ("*", "x y z a~b c"),
        ("n*", "x y z"),
        ("n*/*.txt", "y"),
        ("news/?.txt", "y"),
        ("*/[!y].txt", ""),
        ("**/[xz].txt", "x z"),
        ("**", "x y z a~b c"),
        ("**/*.txt", "x y z a~b c"),
        ("**/**/**/x.txt", "x"),
        ("**/d*/**/*.txt", "x"),
        ("*/**/*.txt", "x y z"),
        ("**/2024", ""),
        ("**/de*", "x"),
        ("./*.txt", "c a~b"),
    ],
)
def test_patterns(pattern: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, **{"c": "C.", "a~b": "A.", "news__y": "Y.", "news__deep__x": "X.", "news__to__z": "Z."})
    monkeypatch.chdir(tmp_path)
    for path in (pattern, f"{tmp_path}/{pattern}"):
        found = ids(path, problems=lambda _: None)
        assert sorted(found) == sorted(expected.split())
        assert found == ids(path, problems=lambda _: None)


def test_a_file_with_a_pattern_for_a_name_is_a_file(tmp_path: Path) -> None:
    write(tmp_path, **{"a[1]": "A.", "a1": "B."})
    assert ids(tmp_path / "a[1].txt") == ["a[1]"]
    assert ids(tmp_path / "a[12].txt") == ["a1"]


@POSIX
def test_links_and_pipes_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, a="A.", sub__b="B.")
    (tmp_path / "sub/up").symlink_to(tmp_path)
    (tmp_path / "sub/up2").symlink_to(tmp_path)
    (tmp_path / "again.txt").symlink_to(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "pipelink.txt").symlink_to(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    for path in (tmp_path, f"{tmp_path}/**", f"{tmp_path}/**/*.txt", f"{tmp_path}/*", f"{tmp_path}/**/u*/**/*.txt"):
        assert sorted(set(ids(path)) - {"again"}) == ["a", "b"]
    assert ids(tmp_path / "sub/up/a.txt") == ["a"]
    assert ids(tmp_path / "sub/up") == ids(tmp_path)


@POSIX
def test_broken_links_are_told(tmp_path: Path) -> None:
    write(tmp_path, a="A.")
    (tmp_path / "b.txt").symlink_to("nowhere")
    (tmp_path / "c.txt").symlink_to("c.txt")
    problems: list[Problem] = []
    assert ids(tmp_path, problems=problems.append) == ["a"]
    assert [Path(problem.path).name for problem in problems] == ["b.txt", "c.txt"]
    assert problems[1].message.startswith("too many levels")


@POSIX
def test_a_pipe_that_is_named_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"From a pipe.",), daemon=True)
    writer.start()
    assert [article.text for article in read(pipe)] == ["From a pipe."]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere paths are shorter")
def test_a_tree_deeper_than_python_recurses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1_200):
        os.mkdir("d")
        os.chdir("d")
    Path("a.txt").write_text("Deep.")
    os.chdir(tmp_path)
    assert ids(".") == ids("**/a.txt") == ["a"]
    subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)  # shutil.rmtree recurses before 3.13


# --- Standard input, ids ---


def test_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"He said no.")))
    assert [(article.id, article.text) for article in read("-")] == [("stdin", "He said no.")]
    write(tmp_path, stdin="File.")
    assert ids([tmp_path, "-", "-"], stdin=io.BytesIO(b"He said no.")) == ["stdin", "stdin~2"]
    monkeypatch.chdir(tmp_path)
    Path("-").write_text("A file.")
    assert ids("./-") == ["-"]


@pytest.mark.parametrize(
    ("name", "content", "places"),
    [
        ("lead.txt", "It rained.", [""]),
        ("lead.json", '{"text": "It rained."}', ["#1"]),
        (
            "week.jsonl",
            '{"text": "One.", "id": "a 1"}\n{"text": "Two."}\n{"text": "Three.", "id": "a 1"}',
            ["#a 1", "#2", "#a 1"],
        ),
        ("week.jsonl", '{"text": "One.", "id": "week"}', [""]),
        ("week.jsonl", '{"text": "One.", "id": "week~2"}', ["#week~2"]),
        ("week 1#.csv", "text\nIt rained.", ["#2"]),
    ],
)
def test_a_place_is_a_file_and_what_an_article_is_called_in_it(
    name: str, content: str, places: list[str], tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    (tmp_path / name).write_text(content, encoding="utf-8")
    uri = (tmp_path / name).resolve().as_uri()
    assert [article.place for article in read(tmp_path / "link" / name)] == [uri + place for place in places]


def test_standard_input_has_no_place_but_its_sign() -> None:
    stdin = io.BytesIO(b'{"text": "One."}\n{"text": "Two."}')
    assert [article.place for article in read("-", stdin=stdin, input_format="jsonl")] == ["-", "-"]


def test_ids_are_unique_and_short(tmp_path: Path) -> None:
    write(tmp_path, a="0", x__a="1", y__x__a="2", z__x__a="3", **{"z__x__a~2": "4"})
    assert ids(tmp_path) == ["a", "x/a", "a~2", "a~3", "x/a~2"]
    first = next(iter(read(tmp_path)))
    assert (first.title, first.outlet, first.published, first.url) == (None, None, None, None)


def test_many_files_of_one_name_take_linear_time() -> None:
    taken = ArticleIds()
    names = [taken.of_file("x/a.txt") for _ in range(200_000)]
    assert len(set(names)) == 200_000
    assert names[-1] == "a~199999"


def test_a_file_is_read_once_however_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a="A.", b="B.")
    monkeypatch.chdir(tmp_path)
    assert ids(["a.txt", "./a.txt", tmp_path / "a.txt", tmp_path, "*.txt", "."]) == ["a", "b"]
    problems: list[Problem] = []
    assert ids(["gone", "gone"], problems=problems.append) == []
    assert len(problems) == 1
    assert ids([]) == []


@POSIX
def test_hard_links_are_two_files(tmp_path: Path) -> None:
    write(tmp_path, a="A.")
    os.link(tmp_path / "a.txt", tmp_path / "b.txt")
    assert ids(tmp_path) == ["a", "b"]


@POSIX
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"two\nlines", r"two\nlines"),
        (b"esc\x1b[31m", r"esc\x1b[31m"),
        (b"caf\xe9", r"caf\udce9"),
        ("bidi\u202e".encode(), r"bidi\u202e"),
        ("line\u2028".encode(), r"line\u2028"),
        ("café 🙂\u3000x".encode(), "café 🙂\u3000x"),
    ],
)
def test_odd_file_names_stay_on_one_printable_line(name: bytes, shown: str, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + name + b".txt"
    try:
        Path(os.fsdecode(path)).write_text("Read.")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert ids(tmp_path) == [shown]
    Path(os.fsdecode(path)).write_text("")
    with pytest.raises(InputError) as caught:
        ids(tmp_path)
    assert str(caught.value) == f"{tmp_path}/{shown}.txt: empty"


@pytest.mark.parametrize("path", ["\ud800", "a\0b", "a\ud800*", "*\0", "[", "**", "~", "\n", "*" * 200, "a" * 5000])
def test_any_path_gives_articles_or_problems(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    problems: list[Problem] = []
    assert ids(path, problems=problems.append) == []
    assert len(problems) == 1
    assert len(str(problems[0]).splitlines()) == 1
    str(problems[0]).encode()


# --- Streaming ---


def test_files_are_opened_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def counted(path: str, mode: str) -> io.BufferedIOBase:
        opened.append(path)
        return io.BytesIO(b"He said so.")

    for number in range(10_000):
        (tmp_path / f"{number:05}.txt").touch()
    monkeypatch.setattr(reader, "open", counted, raising=False)
    for number, article in enumerate(read(tmp_path), 1):
        assert len(opened) == number
        assert article.id == f"{number - 1:05}"
    assert len(opened) == 10_000


def test_paths_are_taken_one_at_a_time(tmp_path: Path) -> None:
    write(tmp_path, a="A.", b="B.")
    taken: list[str] = []

    def paths() -> Iterator[Path]:
        for name in "ab":
            taken.append(name)
            yield tmp_path / f"{name}.txt"

    stream = read(paths())
    assert taken == []
    assert next(stream).id == "a"
    assert taken == ["a"]


def test_a_file_that_vanishes_meanwhile_is_told(tmp_path: Path) -> None:
    stream = read(write(tmp_path, a="A.", b="B."))
    next(stream)
    (tmp_path / "b.txt").unlink()
    with pytest.raises(InputError, match=r"b\.txt: no such file"):
        next(stream)


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import sys; before = set(sys.modules); import quotekit.reading.reader; new = {m.split('.')[0] for m in "
        "set(sys.modules) - before}; print(*sorted(new - set(sys.stdlib_module_names)), "
        "*sorted(m for m in sys.modules if m.startswith('quotekit.')))"
    )
    root = Path(reader.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    ground = "analysis dates errors records rows".split()
    room = "archives columns decoding files formats origin problems reader".split()
    names = [
        *ground,
        "plain",
        "plain.languages",
        "plugins",
        "reading",
        "text",
        "text.headings",
        "text.paragraphs",
        *(f"reading.{name}" for name in room),
    ]
    assert done.stdout.split() == sorted(["quotekit", *(f"quotekit.{name}" for name in names)])
