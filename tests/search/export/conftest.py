"""Files of entries as bytes, written on one day."""

from datetime import date

import pytest

from index.model.profile_format import bundled_profile
from search.export.file_formats import FILE_FORMATS, FileOptions

ACCESSED = date(2026, 11, 28)


@pytest.fixture(scope="session")
def written():
    """Write entries in a format; names are English."""

    def write(form, entries, site="http://localhost", accessed=ACCESSED, **more) -> bytes:
        options = FileOptions(site, "en", accessed, bundled_profile(), **more)
        return b"".join(FILE_FORMATS[form].write(entries, options))

    return write
