"""Makes the folder `half`: a project of OmegaT, half translated by sentences, as OmegaT wrote it.

Run it with a folder to write to; it needs OmegaT (Debian's package `omegat`). What is kept here is
what OmegaT wrote, and the source files.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from click.testing import CliRunner

from index.cli.translations import translations
from index.commands.add import add_sources
from index.store.home import Home

HERE = Path(__file__).parent
HALF = {
    "Consul of Germany": "Console di Germania",
    "The Mayor met Dr. Hans Weber, the consul of Germany, on 3.5.2007 in the town hall.": (
        "Il Sindaco ha incontrato il dott. Hans Weber, console di Germania, il 3.5.2007 in Comune."
    ),
    "They talked about schools & ports: “a good beginning”.": (
        "Hanno parlato di scuole & porti: «un buon inizio»."
    ),
    "Then 25 students left for Berlin.": "Poi 25 studenti sono partiti per Berlino.",
    "The consul thanked the city.": "Il console ha ringraziato la città.",
    "He will come back in autumn.": "Tornerà in autunno.",
    "Gardens of Lyon": "Giardini di Lione",
    "The guests planted three trees.": "Gli ospiti hanno piantato tre alberi.",
    "Schools of Tirana": "Scuole di Tirana",
    "Teachers from Tirana visited two schools.": "Insegnanti di Tirana hanno visitato due scuole.",
    "In the evening they were at a concert of the U.S.A.": "La sera erano a un concerto U.S.A.",
    "choir.": "(coro).",
}
"""A half of the sentences. OmegaT cuts after "U.S.A.", and the translator makes do with that."""
ALTERNATIVE = (
    "2005.html",
    "Teachers from Tirana visited two schools.",
    "The guests planted three trees.",
    "Loro hanno piantato tre alberi.",
    "In the evening they were at a concert of the U.S.A.",
)
"""File, segment before, segment, its translation there only, segment after."""
SAVE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" \
creationtoolversion="3.6.0_10_unknown" segtype="sentence" srclang="en"/>
  <body>
{}  </body>
</tmx>
"""


def main(folder: Path) -> None:
    """Export, translate a half, and let OmegaT write its memories and the translated files."""
    with tempfile.TemporaryDirectory() as work:
        home = Home(Path(work) / "home")
        add_sources(home, [str(HERE / "page.txt")])
        words = ["export", "--omegat", str(folder), "--into", "it", "--segments", "sentence"]
        CliRunner().invoke(translations, words, obj=home, catch_exceptions=False)
        (folder / "omegat" / "project_save.tmx").write_text(SAVE.format(_units()), "utf-8")
        subprocess.run(
            ["omegat", folder, "--mode=console-translate", f"--config-dir={work}/config"],
            check=True,
            capture_output=True,
            timeout=300,
        )
    for name in ("omegat", "tm", "glossary", "dictionary"):
        shutil.rmtree(folder / name)


def _units() -> str:
    units = "".join(_unit(source, target) for source, target in HALF.items())
    file, before, source, target, after = ALTERNATIVE
    place = "".join(
        f'<prop type="{name}">{escape(value)}</prop>'
        for name, value in (("file", file), ("prev", before), ("next", after))
    )
    return units + _unit(source, target, place)


def _unit(source: str, target: str, place: str = "") -> str:
    return (
        f'<tu>{place}<tuv lang="en"><seg>{escape(source)}</seg></tuv>'
        f'<tuv lang="it"><seg>{escape(target)}</seg></tuv></tu>\n'
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
