"""Bytes to text, and text to lines and columns."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dealtrack.files.text import Lines, decode

RULES = {"not-utf-8", "confusable-character"}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"name: X\n", "name: X\n"),
        ("name: 云从科技\n".encode(), "name: 云从科技\n"),
        (b"\xef\xbb\xbfname: X\n", "name: X\n"),
        (b"name: X\r\ncity: Y\r\n", "name: X\r\ncity: Y\r\n"),
        ("tab\tand next line \x85 and 🎉".encode(), "tab\tand next line \x85 and 🎉"),
    ],
)
def test_what_is_utf_8_is_read_as_it_stands(data, text):
    assert decode(data, "f") == (text, ())


@pytest.mark.parametrize(
    ("data", "byte", "offset", "hint"),
    [
        ("city: 广州".encode("gbk"), "0xb9", 6, "GBK"),
        ("name: X\ncity: 广州\n".encode("gb18030"), "0xb9", 14, "GBK"),
        (b"\xef\xbb\xbfcity: \xff", "0xff", 6, "save the file as UTF-8"),
        ("云\n".encode() + b"\xe9t\xe9", "0xe9", 2, "save the file as UTF-8"),
        (b"\xed\xa0\x80", "0xed", 0, "save the file as UTF-8"),
        (b"\xc0\xaf", "0xc0", 0, "save the file as UTF-8"),
        (b"ab\xe4\xba", "0xe4", 2, "save the file as UTF-8"),
        ("name: X".encode("utf-16"), "0xff", 0, "the file is UTF-16: save it as UTF-8"),
        ("name: X".encode("utf-16-be").join([b"\xfe\xff", b""]), "0xfe", 0, "the file is UTF-16: save it as UTF-8"),
    ],
    ids=["gbk", "gb18030", "after a mark", "latin-1", "surrogate", "overlong", "cut short", "utf-16", "utf-16-be"],
)
def test_what_is_not_utf_8_is_told_once_with_its_first_bad_byte(data, byte, offset, hint):
    text, (fault,) = decode(data, "f")
    assert (text, fault.rule, fault.text, fault.place.file) == ("", "not-utf-8", byte, "f")
    assert (fault.place.span.start, fault.place.span.end) == (offset, offset + 1)
    assert hint in fault.hint


@pytest.mark.parametrize(
    ("text", "codec", "hint"),
    [
        ("name: 商汤科技", "gbk", "GBK"),
        ("name: 深圳市腾讯计算机系统有限公司", "gb18030", "GBK"),
        ("investors: [广州市政府产业引导基金, 中国互联网投资基金]", "gb2312", "GBK"),
        ("name: 商湯科技, city: 香港", "big5", "Big5"),
        ("names: {zh: 云从科技}, city: 广州, founders: [周曦]", "gbk", "GBK"),
        ("name: 台積電", "cp950", "Big5"),
        ("name: 臺灣證券交易所", "big5hkscs", "Big5"),
        ("investors: [中國互聯網投資基金]", "big5", "Big5"),
        # Too little to tell by, or common in both.
        ("city: 广州", "gbk", "GBK or Big5"),
        ("city: 北京", "gbk", "GBK or Big5"),
        ("name: 螞蟻集團", "big5", "GBK or Big5"),
        ("founders: [周曦]", "gbk", "GBK or Big5"),
        ("name: 商湯科技", "big5", "GBK or Big5"),
    ],
)
def test_gbk_and_big5_are_told_apart_where_that_is_certain(text, codec, hint):
    _, (fault,) = decode(text.encode(codec), "f")
    assert fault.hint.startswith(f"the file reads as {hint}: save it as UTF-8, or run iconv -f ")


@pytest.mark.parametrize(
    ("char", "why"),
    [
        ("\x00", "a control character"),
        ("\x07", "a control character"),
        ("\x1b", "a control character"),
        ("\x7f", "a control character"),
        ("\x9b", "a control character"),
        ("\u202e", "a bidirectional control"),
        ("\u2066", "a bidirectional control"),
    ],
)
def test_a_forbidden_character_is_told_at_its_place_and_read_as_a_space(char, why):
    text, (fault,) = decode(f"云{char}b".encode(), "f")
    assert text == "云 b"
    assert (fault.rule, fault.text, fault.place.span.start) == ("confusable-character", char, 1)
    assert fault.why.startswith(why)


@pytest.mark.parametrize("char", ["\t", "\n", "\r", "\x85", "\xa0", "\u200b", "\u3000", "：", "é", "\U0001f389"])
def test_other_characters_are_left_alone(char):
    assert decode(f"a{char}b".encode(), "f") == (f"a{char}b", ())


def test_a_run_of_forbidden_characters_is_told_once():
    text, faults = decode(b"name: X" + b"\0" * 1000 + b"\n", "f")
    assert text == "name: X" + " " * 1000 + "\n"
    assert [(fault.rule, fault.place.span.start) for fault in faults] == [("confusable-character", 7)]


def test_utf_16_without_a_mark_is_told_as_what_it_is():
    _, faults = decode("name: CloudWalk\n".encode("utf-16-le"), "f")
    assert [fault.rule for fault in faults] == ["not-utf-8"]


def test_a_second_byte_order_mark_is_told():
    text, faults = decode(b"\xef\xbb\xbf\xef\xbb\xbfname: X\n", "f")
    assert [(fault.rule, fault.text) for fault in faults] == [("confusable-character", "\ufeff")]
    assert text == " name: X\n"


@given(st.binary() | st.text().map(lambda text: text.encode("utf-16")) | st.text().map(str.encode))
@example(bytes(range(256)))
@example(b"\xef\xbb")
@example("éabc".encode("utf-16-le"))
@example("éabc".encode("utf-16-be"))
def test_no_bytes_raise(data):
    text, faults = decode(data, "f")
    assert {fault.rule for fault in faults} <= RULES
    assert faults or text.encode("utf-8") == data.removeprefix(b"\xef\xbb\xbf")


@given(st.text(st.characters(codec="utf-8")))
def test_reading_keeps_the_place_of_every_character(text):
    text = "." + text  # no byte order mark at its start
    decoded, faults = decode(text.encode(), "f")
    assert len(decoded) == len(text) or [fault.rule for fault in faults] == ["not-utf-8"]
    changed = [index for index, (a, b) in enumerate(zip(text, decoded, strict=False)) if a != b]
    covered = {index for fault in faults for index in range(fault.place.span.start, fault.place.span.end)}
    assert set(changed) <= covered


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("", 0, (1, 1)),
        ("ab", 1, (1, 2)),
        ("ab", 2, (1, 3)),
        ("a\nb", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 2, (1, 3)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("a\r\rb", 3, (3, 1)),
        ("云从\n科技", 4, (2, 2)),
        ("🎉b", 1, (1, 2)),
        ("a\n", 2, (2, 1)),
        ("a", 99, (1, 2)),
        ("a", -1, (1, 1)),
        # What only YAML takes for the end of a line is none in an editor.
        ("a\u2028b\x85c", 4, (1, 5)),
    ],
)
def test_positions_are_counted_as_editors_count(text, offset, position):
    assert Lines(text).position(offset) == position


@pytest.mark.parametrize(
    ("number", "line"), [(1, "a"), (2, "b"), (3, ""), (4, "c"), (5, ""), (0, ""), (-1, ""), (6, ""), (99, "")]
)
def test_a_line_is_without_its_end(number, line):
    assert Lines("a\r\nb\n\rc\n").line(number) == line


@given(st.text(st.sampled_from("a云\n\r ")), st.integers(0, 30))
def test_a_position_leads_back_to_its_character(text, offset):
    lines = Lines(text)
    line, column = lines.position(offset)
    if offset < len(text) and text[offset] not in "\r\n":
        assert lines.line(line)[column - 1] == text[offset]
