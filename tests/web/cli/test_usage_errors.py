"""Wrong commands: refused with 2, in two plain lines that name the thing and a near one."""

import shlex

import pytest

SUGGESTED = {
    "serach x": "did you mean search?",
    "cerca sindaco": "did you mean search?",
    "delete x": "did you mean remove?",
    "help": "did you mean --help?",
    "translations exprot": "did you mean export?",
    "--verion": "did you mean --version?",
    "search --jsn": "did you mean --json?",
    "search --JSON": "did you mean --json?",
    "search -j": "did you mean --json?",
    "search -n 3": "did you mean --limit?",
    "search -json lione": "did you mean --json?",
    "search lione –json": "write --json",
    "search --lingua it": "did you mean --written?",
    "search --language it": "did you mean --written?",
    "search --type mission": "did you mean --kind?",
    "search --formt csv": "torino export has --format",
    "search cina --format csv": "torino export has --format",
    "search cina --csv": "torino export has --format csv",
    "export --csv": "did you mean --format csv?",
    "export --json": "did you mean --format jsonl?",
    "export -o out.csv": "write > FILE",
    "backup --output b.zip": "name the file without an option",
    "export --ris": "did you mean --format ris?",
    "search --nazione Albania": "did you mean --country?",
    "search --mese maggio": "did you mean --from?",
    "serve --bind 0.0.0.0": "did you mean --host?",
    "export --limit 5": "torino search and torino translate have --limit",
    "info --jsn": "did you mean --json?",
    "add --smaple": "did you mean --sample?",
    "remove --unod x": "did you mean --undo?",
    "translate --lang it": "did you mean --into?",
    "serve --prot 80": "did you mean --port?",
    "search --kind delegazoine": "did you mean delegation (delegazione)?",
    "search --kind delegation,mission": "repeat the option",
    "search --kind party": "there are delegation (delegazione), mission (missione)",
    "search --kind ''": "there are delegation",
    "search --country Frnacia": "did you mean France (Francia)?",
    "search --country Narniaaa": "FR, France or Francia",
    "search --not-country Gemrany": "did you mean Germany (Germania)?",
    "search --written xx": "there are it (italiano, italian)",
    "search --written itailan": "did you mean it (italiano, italian)?",
    "search --year 20o7": "did you mean 2007?",
    "search --year 2007-2009": "--from 2007 --to 2009",
    "search --year 2007,2008": "repeat the option",
    "search --year ''": "write it as 2007",
    "search --from yesterday": "write it as 2007",
    "search --from 31/02/2007": "write it as 2007",
    "search --to maggio": "'May 2007'",
    "search --from 2009 --to 2007": "exchange them",
    "search --read fr": "there are orig",
    "search --sort newst": "did you mean newest",
    "search --sort data": "there are relevance",
    "search --person 'Piero Fasino'": "did you mean Piero Fassino?",
    "search --person Nessunissimo": "--lenient searches the texts",
    "search --place Lionne": "did you mean Lione?",
    "search --place ''": "--place is empty",
    "search --people romeo-stavarach": "did you mean romeo-stavarache?",
    "search --places lyonn-fr": "did you mean lyon-fr?",
    "export --kind delegazoine": "did you mean delegation (delegazione)?",
    "export --format xls": "did you mean xlsx?",
    "translate --country Frnacia": "did you mean France (Francia)?",
    "translate --year 20o7": "did you mean 2007?",
    "translate --translator gogle": "apertium, google",
    "translate --into fr": "there are it",
    "translate --limit 0": "a whole number from 1",
    "serve --port x": "a whole number from 0 to 65535",
    "check --json --csv": "exclude each other",
    "add": "--sample",
    "add ''": "is empty",
    "add --sample page.html": "takes no SOURCE",
    "show": "missing argument 'ID'",
    "show ''": "ID is empty",
    "--home '' info": "--home is empty",
}


@pytest.mark.parametrize("line", SUGGESTED, ids=str)
def test_a_wrong_command_is_refused_with_what_was_meant(run, sample_home, line):
    outcome = run(sample_home, *shlex.split(line))

    assert outcome.code == 2
    assert outcome.stdout == ""
    assert SUGGESTED[line] in outcome.stderr
    assert len(outcome.stderr.splitlines()) <= 2
    assert outcome.stderr.startswith("torino")


def test_a_home_that_is_a_file_is_named(run, tmp_path):
    (tmp_path / "file").write_text("")
    for verb in ("info", "search", "add --sample", "index"):
        outcome = run(tmp_path / "file", *verb.split())
        assert outcome.code == 2
        assert "is a file" in outcome.stderr


def test_a_mistyped_word_cannot_steer_the_terminal(run, sample_home):
    outcome = run(sample_home, "search", "--kind", "\x1b[2Jdelegation\u202e")

    assert outcome.code == 2
    assert "\x1b" not in outcome.stderr
    assert "\u202e" not in outcome.stderr


@pytest.mark.parametrize("verb", ["", "translations"])
def test_a_group_without_a_verb_prints_its_help(run, sample_home, verb):
    outcome = run(sample_home, *verb.split())

    assert (outcome.code, outcome.stdout) == (2, "")
    assert "Commands:" in outcome.stderr
