import csv
from datetime import date

import pytest

from index.model.errors import CorrectionError
from index.store.corrections import (
    Correction,
    add_correction,
    changed_ids,
    correct_entries,
    drop_corrections,
    read_corrections,
)


def corrected(tmp_path, entry, *lines):
    path = tmp_path / "corrections.csv"
    path.write_text("id,field,value,who,why\n" + "\n".join(lines), "utf-8")
    return next(correct_entries([entry], read_corrections(path)))


def test_no_file_corrects_nothing(tmp_path):
    assert read_corrections(tmp_path / "corrections.csv") == ()


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("date,2007-05-31/2007-06-01", lambda e: (e.dates.start, e.dates.end)),
        ("kind,mission", lambda e: e.kind),
        ("countries,fr RO", lambda e: e.countries),
        ("title,Città,Anna,typo", lambda e: e.original.title),
        ("language,fr", lambda e: e.original.language),
    ],
)
def test_a_correction_wins(tmp_path, make_entry, line, read):
    entry = corrected(tmp_path, make_entry(), f"2007-06-27-k3f9,{line}")
    expected = {
        "date": (date(2007, 5, 31), date(2007, 6, 1)),
        "kind": "mission",
        "countries": ("FR", "RO"),
        "title": "Città",
        "language": "fr",
    }[line.split(",")[0]]
    assert read(entry) == expected


def test_a_correction_finds_an_entry_by_an_old_id(tmp_path, make_entry):
    entry = make_entry(aliases=("2007-06-26-k3f9",))
    assert corrected(tmp_path, entry, "2007-06-26-k3f9,kind,event").kind == "event"


def test_the_later_line_wins_whichever_id_of_the_entry_it_names(tmp_path, make_entry):
    entry = make_entry("2007-06-27-k3f9", aliases=("2007-06-27-aaaa",))
    for ids in (("k3f9", "aaaa"), ("aaaa", "k3f9")):
        lines = [f"2007-06-27-{id},title,{n}" for n, id in enumerate(ids)]
        assert corrected(tmp_path, entry, *lines).original.title == "1"


def test_the_id_does_not_change_with_the_date(tmp_path, make_entry):
    entry = corrected(tmp_path, make_entry(), "2007-06-27-k3f9,date,2009-01-01")
    assert entry.id == "2007-06-27-k3f9"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("2007-06-27-k3f9,colour,red", "line 2: no field 'colour'"),
        ("2007-06-27-k3f9,date,2007-06-31", "line 2: date cannot be '2007-06-31'"),
        ("2007-06-27-k3f9,date,2007-06-02/2007-06-01", "ends before it starts"),
        ("2007-06-27-k3f9,kind,party", "kind cannot be 'party'"),
        ("2007-06-27-k3f9,countries,Atlantis", "'Atlantis' is no country"),
    ],
)
def test_a_slip_is_named_by_its_line(tmp_path, make_entry, line, message):
    with pytest.raises(CorrectionError, match=message):
        corrected(tmp_path, make_entry(), line)


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "corrections.csv"
    path.write_text("id,value\n", "utf-8")
    with pytest.raises(CorrectionError, match="lacks the column field"):
        read_corrections(path)


@pytest.mark.parametrize(
    ("gone", "lines"),
    [
        ("a,title,X,Anna,\n", (3,)),
        ('a,title,"X\n\nY",Anna,\n', (3, 4, 5)),
        (" a ,title,X\n", (3,)),
        ("a,kind,event,Anna,\na,title,X,Anna,\n", (3, 4)),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "b,title,Z"])
def test_rows_are_dropped_and_all_other_bytes_stay(tmp_path, gone, lines, mark, end, last):
    path = tmp_path / "corrections.csv"
    text = f'{mark}id,field,value,who,why\nb,title,"a,  ""b""", é,\n{{}}\nb,date,,,\n{last}'
    path.write_bytes(text.format(gone).replace("\n", end).encode())
    before = read_corrections(path)
    assert drop_corrections(path, lambda each: each.id == "a") == lines
    assert path.read_bytes() == text.format("").replace("\n", end).encode()
    kept = [(row.id, row.field, row.value) for row in before if row.id != "a"]
    assert [(row.id, row.field, row.value) for row in read_corrections(path)] == kept
    assert [each.name for each in tmp_path.iterdir()] == ["corrections.csv"]
    assert drop_corrections(path, lambda each: each.id == "a") == ()


ROW = Correction(0, "a", "people", "+Ana María; Șerban", "Ada", 'said "so"')


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_read_as_any_spreadsheet_writes_it(tmp_path, separator, encoding, end):
    path = tmp_path / "corrections.csv"
    rows = [["ID", "Field", "Value", "who", "why"], ["a", "Title", "Città, è", "", "perché"]]
    text = end.join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    path.write_bytes(text.encode(encoding))
    assert read_corrections(path) == (Correction(2, "a", "title", "Città, è", "", "perché"),)


@pytest.mark.parametrize(
    "before",
    [
        None,
        b"",
        b"id,field,value,who,why\n",
        b"id,field,value,who,why\r\nb,title,X,,",
        "\ufeffid;field;value;who;why\r\nb;title;Città;;\r\n".encode(),
        "id;field;value;who;why\r\nb;title;Città;;\r\n".encode("cp1252"),
        "id\tfield\tvalue\r\nb\ttitle\tX\r\n".encode("utf-16"),
        b"why,value,id,extra,field,who\n,X,b,,title,\n",
        b"id,field,value\nb,text,\"X\n\nY\"\n",
    ],
)  # fmt: skip
def test_a_row_is_added_in_the_form_of_the_file(tmp_path, before):
    path = tmp_path / "corrections.csv"
    if before is not None:
        path.write_bytes(before)
    rows = read_corrections(path)
    add_correction(path, ROW)
    *old, new = read_corrections(path)
    assert tuple(old) == rows
    assert (new.id, new.field, new.value) == (ROW.id, ROW.field, ROW.value)
    if b"why" in path.read_bytes():
        assert (new.who, new.why) == (ROW.who, ROW.why)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize(
    "before", ["sep={s}{e}", '"sep={s}"{s}{s}{e}', "{e}{e}", "{s}{s}{e}", "SEP={s}{e}{e}"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_blank_lines_and_a_named_separator_may_stand_before_the_names(
    tmp_path, before, separator, encoding
):
    path = tmp_path / "corrections.csv"
    above = before.format(s=separator, e="\r\n")
    names = separator.join(["id", "field", "value"])
    content = f"{above}{names}\r\na{separator}title{separator}è\r\n".encode(encoding)
    path.write_bytes(content)
    line = above.count("\n") + 2
    assert read_corrections(path) == (Correction(line, "a", "title", "è"),)
    add_correction(path, Correction(0, "b", "kind", "event"))
    assert read_corrections(path)[1:] == (Correction(line + 1, "b", "kind", "event"),)
    assert drop_corrections(path, lambda each: each.id == "b") == (line + 1,)
    assert path.read_bytes() == content


def test_a_table_of_blank_lines_gets_its_names(tmp_path):
    path = tmp_path / "corrections.csv"
    path.write_bytes(b"\n;;\n")
    assert read_corrections(path) == ()
    add_correction(path, Correction(0, "b", "kind", "event"))
    assert read_corrections(path) == (Correction(4, "b", "kind", "event"),)


def test_nothing_is_written_that_could_not_be_read_again(tmp_path):
    path = tmp_path / "corrections.csv"
    with pytest.raises(CorrectionError, match=r"line 2: field larger"):
        add_correction(path, Correction(0, "a", "text", "x" * csv.field_size_limit() + "x"))
    assert not path.exists()


def test_what_an_encoding_has_not_makes_the_file_utf_8(tmp_path):
    path = tmp_path / "corrections.csv"
    path.write_bytes("id;field;value\r\nb;title;Città\r\n".encode("cp1252"))
    add_correction(path, ROW)
    assert path.read_bytes() == (
        '\ufeffid;field;value\r\nb;title;Città\r\na;people;"+Ana María; Șerban"\r\n'.encode()
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,field,value\na,title,X,,,,more\n", r"line 2 has 7 cells, the first line 3"),
        (b"id;field;value\na;title;X;Y\n", "';' in it must stand in double quotes"),
        (b'id,field,value\na,title,"X\n', "line 2: unexpected end"),
        (b"id,field,value\n,title,X\n", "line 2 has no id"),
        (b"id,field,value\na,title,\x81\n", "line 2 cannot be read"),
        (b"id,field,value\na,unread,nothing\n", "line 2: unread takes the id of a line"),
        (b"id,field,value\ntext-0123456789abcdef,unread,all\n", "and the value nothing"),
    ],
)
def test_a_broken_table_is_named_by_its_line(tmp_path, content, message):
    path = tmp_path / "corrections.csv"
    path.write_bytes(content)
    with pytest.raises(CorrectionError, match=message):
        read_corrections(path)


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("a1 b2", "a1 b2", ""), ("a1 b2", "a1", "b"), ("a1", "a2", "a"), ("a1 b1", "b1 a1", "ab"),
        ("a1 b1 c1", "b1 a1 c2", "abc"), ("", "a1", "a"), ("a1 a1", "a1", "a"),
    ],
)  # fmt: skip
def test_only_ids_of_which_other_things_are_corrected_changed(before, after, changed):
    def rows(text):
        return [
            Correction(line, row[0], "title", row[1], "", "")
            for line, row in enumerate(text.split(), 2)
        ]

    assert changed_ids(rows(before), rows(after)) == set(changed)


def test_what_is_decided_of_unread_text_changes_no_entry():
    title = Correction(2, "a", "title", "A")
    line = Correction(3, "text-0123456789abcdef", "unread", "nothing")
    assert changed_ids([title], [line, title]) == set()
    assert changed_ids([line, title], [title]) == set()
    assert line.ids == ()


def test_a_row_that_ends_before_the_id_is_named(tmp_path):
    path = tmp_path / "corrections.csv"
    path.write_text("field,value,id\nkind,mission\n", "utf-8")
    with pytest.raises(CorrectionError, match="line 2 has no id"):
        read_corrections(path)


def test_a_language_is_kept_as_searches_have_it(tmp_path, make_entry):
    assert corrected(
        tmp_path, make_entry(), "2007-06-27-k3f9,language,pt-BR"
    ).original.language == ("pt-br")
