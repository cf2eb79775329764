from datetime import date

import pytest

from index.model.errors import CorrectionError
from index.store.corrections import correct_entries, drop_corrections, read_corrections


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
        ("2007-06-27-k3f9,date,2007-06-31", "line 2: '2007-06-31' is no date"),
        ("2007-06-27-k3f9,date,2007-06-02/2007-06-01", "ends before it starts"),
        ("2007-06-27-k3f9,kind,party", "'party' is no kind"),
        ("2007-06-27-k3f9,countries,France", "two letters"),
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
    assert drop_corrections(path, {"a"}) == lines
    assert path.read_bytes() == text.format("").replace("\n", end).encode()
    kept = [(row.id, row.field, row.value) for row in before if row.id != "a"]
    assert [(row.id, row.field, row.value) for row in read_corrections(path)] == kept
    assert [each.name for each in tmp_path.iterdir()] == ["corrections.csv"]
    assert drop_corrections(path, {"a"}) == ()
