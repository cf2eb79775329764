import errno
import json
import os
import shutil
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.indexing import generations
from index.indexing.generations import (
    GenerationRemovedError,
    detecting_removal,
    live_generation,
)
from index.indexing.generations.building import build_generation
from index.indexing.generations.manifest import find_damage
from index.indexing.generations.pointer import find_pointer_damage
from index.indexing.generations.stamps import is_as_verified
from index.model.errors import AmendError, IndexLockedError, IndexMissingError


def publish(root, text="words"):
    with build_generation(root) as folder:
        (folder / "segment").write_text(text)
        return folder


def test_what_was_built_is_live(tmp_path):
    folder = publish(tmp_path)
    assert live_generation(tmp_path).path == folder
    assert not live_generation(tmp_path).fell_back


def test_only_its_owner_may_read_a_generation(tmp_path):
    folder = publish(tmp_path / "new")
    assert folder.stat().st_mode & 0o077 == 0
    assert folder.parent.stat().st_mode & 0o077 == 0


def test_each_generation_has_a_new_name(tmp_path):
    assert publish(tmp_path).name == "g000001"
    assert publish(tmp_path).name == "g000002"


def test_a_failed_build_leaves_the_live_one_and_no_rubbish(tmp_path):
    before = publish(tmp_path)
    with pytest.raises(ZeroDivisionError), build_generation(tmp_path) as folder:
        (folder / "segment").write_text("half")
        raise ZeroDivisionError
    assert live_generation(tmp_path).path == before
    assert not folder.exists()


def test_the_last_two_are_kept(tmp_path):
    for _ in range(4):
        publish(tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir() if path.is_dir())
    assert names == ["g000003", "g000004"]


def test_leftovers_of_a_killed_build_are_swept(tmp_path):
    publish(tmp_path)
    (tmp_path / "g000002").mkdir()
    assert live_generation(tmp_path).name == "g000001"
    publish(tmp_path)
    assert not (tmp_path / "g000002").exists()


def test_no_generation_says_how_to_make_one(tmp_path):
    with pytest.raises(IndexMissingError, match="torino add"):
        live_generation(tmp_path / "nowhere")


def test_a_damaged_generation_is_never_opened_and_the_one_before_serves(tmp_path, caplog):
    before = publish(tmp_path, "first")
    after = publish(tmp_path, "second")
    (after / "segment").write_text("secomd")
    live = live_generation(tmp_path)
    assert live.path == before
    assert live.fell_back
    assert "segment has changed" in caplog.text


def test_a_file_that_the_manifest_does_not_name_is_damage(tmp_path):
    folder = publish(tmp_path)
    (folder / "planted.pickle").write_bytes(b"cos\nsystem\n")
    assert find_damage(folder) == ("g000001/planted.pickle is not in the manifest",)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_flipped_bit_is_noticed(tmp_path, data):
    folder = publish(tmp_path, "some words of a segment")
    path = data.draw(st.sampled_from(sorted(folder.iterdir())))
    body = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(body) * 8 - 1))
    body[at // 8] ^= 1 << at % 8
    whole = json.loads((folder / "MANIFEST.json").read_text())["files"]
    path.write_bytes(bytes(body))
    try:
        same = json.loads((folder / "MANIFEST.json").read_text())["files"] == whole
    except (ValueError, KeyError, AttributeError, TypeError):
        same = False
    assert find_damage(folder) or (path.name == "MANIFEST.json" and same)


def test_a_second_builder_is_told_who_holds_the_lock(tmp_path):
    with (
        build_generation(tmp_path),
        pytest.raises(IndexLockedError, match=r"process \d+ \(since"),
    ):
        publish(tmp_path)


def test_the_lock_is_free_after_a_failure(tmp_path):
    with pytest.raises(ZeroDivisionError), build_generation(tmp_path):
        raise ZeroDivisionError
    publish(tmp_path)


def test_whatever_goes_wrong_in_a_generation_that_is_swept_away_is_said_to_be_that(tmp_path):
    folder = publish(tmp_path)
    with pytest.raises(ZeroDivisionError), detecting_removal(folder):
        raise ZeroDivisionError
    with pytest.raises(GenerationRemovedError), detecting_removal(folder):
        publish(tmp_path)
        publish(tmp_path)
        raise ZeroDivisionError


def test_a_reader_always_finds_a_generation_while_others_are_published(tmp_path):
    publish(tmp_path)
    stop = threading.Event()
    failures = []

    def read():
        while not stop.is_set():
            try:
                live_generation(tmp_path)
            except IndexMissingError as error:
                failures.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(40):
        publish(tmp_path, str(number))
    stop.set()
    reader.join()
    assert failures == []


@pytest.mark.parametrize("said", ["g000001", "g000002 00000000\n", "g000012", "", "\xff", "g0"])
def test_when_current_is_damaged_the_newest_whole_generation_serves(tmp_path, said):
    publish(tmp_path)
    newest = publish(tmp_path)
    (tmp_path / "CURRENT").write_bytes(said.encode("latin-1"))
    (tmp_path / "g000003").mkdir()
    assert live_generation(tmp_path).path == newest
    assert find_pointer_damage(tmp_path) == ("CURRENT has changed since it was written",)


def test_when_current_is_damaged_the_only_generation_serves(tmp_path):
    only = publish(tmp_path)
    (tmp_path / "CURRENT").write_text("damaged")
    assert live_generation(tmp_path).path == only


def test_a_current_of_old_without_a_checksum_is_read(tmp_path):
    before = publish(tmp_path)
    publish(tmp_path)
    (tmp_path / "CURRENT").write_text("g000001\n")
    assert live_generation(tmp_path).path == before
    assert find_pointer_damage(tmp_path) == ()


def test_an_amended_generation_begins_with_copies_of_the_live_one(tmp_path):
    before = publish(tmp_path, "words")
    with build_generation(tmp_path, amend=True) as folder:
        assert [path.name for path in folder.iterdir()] == ["segment"]
        assert (folder / "segment").stat().st_ino != (before / "segment").stat().st_ino
        (folder / "more").write_text("other words")

    assert live_generation(tmp_path).path == folder
    assert {path.name for path in folder.iterdir()} == {"segment", "more", "MANIFEST.json"}
    assert (folder / "segment").read_text() == "words"
    assert find_damage(folder) == ()


def test_an_amended_generation_shares_the_files_that_are_never_written_again(tmp_path):
    before = publish(tmp_path, "words")
    with build_generation(tmp_path, amend=True, shares=lambda name: name == "segment") as folder:
        (folder / "more").write_text("other words")

    assert (folder / "segment").stat().st_ino == (before / "segment").stat().st_ino
    assert live_generation(tmp_path).path == folder
    assert (before / "segment").read_text() == "words"
    assert find_damage(before) == find_damage(folder) == ()


def test_a_damaged_file_that_two_generations_share_leaves_no_sound_one(tmp_path):
    publish(tmp_path, "words")
    with build_generation(tmp_path, amend=True, shares=lambda name: True) as folder:
        pass
    (folder / "segment").write_text("sword")
    with pytest.raises(IndexMissingError, match="torino index"):
        live_generation(tmp_path)
    rebuilt = publish(tmp_path)
    assert live_generation(tmp_path).path == rebuilt


@pytest.mark.parametrize("error", [OSError(errno.EPERM, "no"), NotImplementedError()])
def test_where_files_cannot_be_shared_they_are_copied(tmp_path, monkeypatch, error):
    def refuse(*_):
        raise error

    before = publish(tmp_path, "words")
    monkeypatch.setattr(os, "link", refuse)
    with build_generation(tmp_path, amend=True, shares=lambda name: True) as folder:
        pass
    assert (folder / "segment").stat().st_ino != (before / "segment").stat().st_ino
    assert find_damage(folder) == ()


def test_a_shared_file_that_has_changed_since_is_not_amended(tmp_path):
    before = publish(tmp_path, "words")
    (before / "segment").write_text("sword")
    with (
        pytest.raises(AmendError, match="segment has changed"),
        build_generation(tmp_path, amend=True, shares=lambda name: True),
    ):
        pass


def test_a_generation_that_is_as_it_was_verified_is_not_read_again(tmp_path, monkeypatch):
    folder = publish(tmp_path)
    monkeypatch.setattr(generations, "find_damage", lambda folder: ("it was read",))
    assert live_generation(tmp_path).path == folder


@pytest.mark.parametrize(
    "change", ["written", "replaced", "added", "manifest", "copied", "no note"]
)
def test_a_generation_that_is_not_as_it_was_verified_is_read_again(tmp_path, monkeypatch, change):
    folder = publish(tmp_path / "index")
    if change == "written":
        (folder / "segment").write_text("words")
    elif change == "replaced":
        (folder / "new").write_text((folder / "segment").read_text())
        os.utime(folder / "new", ns=(1, (folder / "segment").stat().st_mtime_ns))
        (folder / "new").replace(folder / "segment")
    elif change == "added":
        (folder / "more").write_text("")
    elif change == "manifest":
        (folder / "MANIFEST.json").write_text((folder / "MANIFEST.json").read_text() + "\n")
    elif change == "copied":
        shutil.copytree(tmp_path / "index", tmp_path / "copy")
        folder = tmp_path / "copy" / folder.name
    else:
        (folder.parent / "VERIFIED").write_text("[]")
    monkeypatch.setattr(generations, "find_damage", lambda folder: ("it was read",))
    with pytest.raises(IndexMissingError):
        live_generation(folder.parent)


def test_a_note_of_an_older_version_has_only_a_digest_of_the_manifest(tmp_path):
    folder = publish(tmp_path)
    noted = json.loads((tmp_path / "VERIFIED").read_text())
    del noted[folder.name]["stamp"]
    (tmp_path / "VERIFIED").write_text(json.dumps(noted))
    assert is_as_verified(folder)
    (folder / "MANIFEST.json").write_text((folder / "MANIFEST.json").read_text() + "\n")
    assert not is_as_verified(folder)


def test_a_copy_may_be_replaced_or_removed(tmp_path):
    with build_generation(tmp_path) as folder:
        (folder / "kept").write_text("kept")
        (folder / "old").write_text("old")
        (folder / "gone").write_text("gone")
    with build_generation(tmp_path, amend=True) as folder:
        (folder / "gone").unlink()
        (folder / "new").write_text("new")
        (folder / "new").replace(folder / "old")

    assert find_damage(folder) == ()
    assert (folder / "old").read_text() == "new"


def test_where_the_kernel_cannot_copy_files_are_copied_all_the_same(tmp_path, monkeypatch):
    publish(tmp_path, "words" * 1000)

    def refuse(*_):
        raise OSError(errno.EXDEV, "no")

    monkeypatch.setattr(os, "copy_file_range", refuse, raising=False)
    with build_generation(tmp_path, amend=True) as folder:
        pass

    assert (folder / "segment").read_text() == "words" * 1000
    assert find_damage(folder) == ()


@pytest.mark.skipif(not hasattr(os, "copy_file_range"), reason="no kernel that copies")
def test_what_the_kernel_copied_in_part_is_copied_from_the_beginning(tmp_path, monkeypatch):
    publish(tmp_path, "words" * 1000)
    copy = os.copy_file_range
    calls = []

    def copy_some(source, target, count):
        calls.append(count)
        if len(calls) > 1:
            raise OSError(errno.EINVAL, "no")
        return copy(source, target, 10)

    monkeypatch.setattr(os, "copy_file_range", copy_some)
    with build_generation(tmp_path, amend=True) as folder:
        pass

    assert (folder / "segment").read_text() == "words" * 1000


def test_a_current_that_cannot_be_read_is_said_to_be_that(tmp_path):
    publish(tmp_path)
    (tmp_path / "CURRENT").unlink()
    (tmp_path / "CURRENT").mkdir()
    with pytest.raises(IndexMissingError, match="cannot be read"):
        live_generation(tmp_path)


@pytest.mark.parametrize("damage", ["changed", "missing", "unlisted", "outside", "none"])
def test_only_what_its_manifest_vouches_for_is_amended(tmp_path, damage):
    before = publish(tmp_path) if damage != "none" else tmp_path
    if damage == "changed":
        (before / "segment").write_text("swords")
    elif damage == "missing":
        (before / "segment").unlink()
    elif damage == "unlisted":
        (before / "MANIFEST.json").unlink()
    elif damage == "outside":
        listed_files = {"files": {"../g000009": {"size": 0, "sha256": ""}}}
        (before / "MANIFEST.json").write_text(json.dumps(listed_files))

    with pytest.raises(AmendError), build_generation(tmp_path, amend=True):
        pass

    assert [path for path in tmp_path.iterdir() if path.is_dir()] == [before] * (damage != "none")
