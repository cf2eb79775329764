"""What corrections.csv says is published or refused with its line, never passed over in silence."""

import shutil

import pytest
from click.testing import CliRunner

from index.cli.archive import rebuild_index
from index.commands.sample import add_sample
from index.model.errors import ArchiveError, CorrectionError
from index.store.home import Home

ID = "2012-05-16-86sr"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("sample") / "home")
    add_sample(home)
    return home


@pytest.fixture
def home(sample, tmp_path):
    shutil.copytree(sample.path, tmp_path / "home")
    return Home(tmp_path / "home")


def published(home, *rows):
    home.corrections.write_text("\n".join(("id,field,value,who,why", *rows, "")), "utf-8")
    return CliRunner().invoke(rebuild_index, [], obj=home)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            f"{ID[:-1]}q,kind,event",
            f"line 3: no entry ever had the id {ID[:-1]}q; did you mean {ID}",
        ),
        (f"{ID.upper()},kind,event", f"did you mean {ID}"),
        (f"https://archive.example.org/it/e/{ID},kind,event", f"did you mean {ID} or"),
        (f"{ID},join,{ID[:-1]}q", f"line 3: no entry ever had the id {ID[:-1]}q"),
        (f"{ID},part,2010-01-01-none", "line 3: no entry ever had the id 2010-01-01-none"),
    ],
)
def test_an_id_that_never_was_is_named_with_its_line_and_all_else_is_published(home, row, told):
    result = published(home, f"{ID},title,Another title", row)
    assert told in result.stderr
    assert isinstance(result.exception, ArchiveError)
    assert "everything else is published" in str(result.exception)
    assert "entries in all  131" in result.stdout


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (f"{ID},kind,party", "line 2: kind cannot be 'party'"),
        (f"{ID},tipo,event", "line 2: no field 'tipo'"),
        (f"{ID},date,27 giugno", "line 2: date cannot be '27 giugno'"),
        (f"{ID},countries,Narnia", "line 2: countries cannot be 'Narnia'"),
        (f"{ID},places,Nowhereville", "line 2: places cannot be 'Nowhereville'"),
        (f"{ID},people,Ada | a | b", "line 2: people cannot be"),
        (f"{ID},join,{ID}", f"line 2: join cannot be '{ID}': it is the entry itself"),
        (f"{ID},join,", "line 2: join cannot be ''"),
        (f"{ID},not-an-entry,perhaps", "line 2: not-an-entry cannot be 'perhaps'"),
        (f"{ID},unread,nothing", "line 2: unread takes the id of a line"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_line(home, row, told):
    result = published(home, row)
    assert isinstance(result.exception, CorrectionError)
    assert told in str(result.exception)
    assert result.stdout == ""
