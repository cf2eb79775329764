"""Everything this project refuses, with one root. Statuses and exit codes are decided elsewhere."""


class ArchiveError(Exception):
    """Something an archivist or a reader can act on; the message names the thing and the remedy."""


class ConfigError(ArchiveError):
    """A setting is unknown or wrong: the operator's fault."""


class PageError(ArchiveError):
    """A page or source cannot be read: the source's fault. Skipped and counted, not fatal."""


class StoreError(ArchiveError):
    """archive.db cannot be opened or is damaged: the machine's fault."""


class CacheError(ArchiveError):
    """derived.db is damaged. Nothing is lost: it is forgotten, and worked out again."""


class CorrectionError(ArchiveError):
    """A line of corrections.csv cannot be used: the archivist's slip, named by line."""


class TranslationError(ArchiveError):
    """A translator failed, or its answer cannot be trusted: the service's fault."""


class IndexMissingError(ArchiveError):
    """No usable index generation at the location: nothing was added yet, or all are damaged."""


class AmendError(ArchiveError):
    """The live generation cannot be amended, only built anew: none is sound, or it is of old."""


class IndexLockedError(ArchiveError):
    """Another process is writing to this archive."""


class EngineUnavailableError(ArchiveError):
    """The engine's library is missing, or its server does not answer."""
