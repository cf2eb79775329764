"""The errors of this program, with one root. HTTP statuses and exit codes are decided elsewhere."""


class ArchiveError(Exception):
    """An error that an archivist or a reader can act on.

    The message names the thing and, where there is one, the remedy.
    """


class ConfigError(ArchiveError):
    """A setting or option is unknown or wrong. The operator has to change it."""


class PageError(ArchiveError):
    """A page or source cannot be read. `torino add` skips and counts it, and goes on."""


class StoreError(ArchiveError):
    """archive.db or another file cannot be read or written, or is damaged.

    The operator has to make room, wait for another writer, or restore a backup.
    """


class CacheError(ArchiveError):
    """derived.db is damaged. Nothing is lost: it is deleted, and its content computed again."""


class CorrectionError(ArchiveError):
    """A line of corrections.csv cannot be used. The message names it, and nothing is published."""


class EraseError(ArchiveError):
    """An entry cannot be taken out of its page with certainty. Nothing was changed."""


class TranslationError(ArchiveError):
    """A translator cannot be used now, or refuses a text. What was translated is kept.

    `index.translation.translators.translator` has its kinds.
    """


class IndexMissingError(ArchiveError):
    """There is no usable index generation: nothing was added yet, or all are damaged."""


class AmendError(ArchiveError):
    """The live generation cannot be amended, so that a full build is needed.

    It is missing, damaged, or written by another version of this program. Publishing catches it.
    """


class IndexLockedError(ArchiveError):
    """Another process is writing to this archive; the message names it. Try again later."""


class EngineUnavailableError(ArchiveError):
    """The engine's library is missing, or its server does not answer."""
