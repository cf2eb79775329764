"""The errors of this program, with one root. HTTP statuses and exit codes are decided elsewhere."""

from collections.abc import Sequence
from typing import Literal

Fault = Literal[
    "full", "read-only", "permission", "busy", "damaged", "missing", "handles", "device", "version"
]
"""Why a file cannot be used. `handles`: too many files are open. `device`: the disk itself reports
an error. `version`: another version of this program wrote the file. Each has one remedy: see
`index.files.diagnosis`."""

EngineFault = Literal["unreachable", "access", "incomplete", "unsuitable"]
"""Why an engine gives no answer. `access`: it does not let us in. `incomplete`: a part of the index
is missing. `unsuitable`: it is another program or version, or its library is missing."""


class ArchiveError(Exception):
    """An error that an archivist or a reader can act on.

    The message names the thing and, where there is one, the remedy.
    """


class ConfigError(ArchiveError):
    """A setting or option is unknown or wrong. The operator has to change it."""


class ProfileError(ConfigError):
    """The archive profile cannot be used. The message names the file and every problem in it."""

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        super().__init__("\n".join(f"{name}: {problem}" for problem in problems))
        self.problems = tuple(problems)


class PageError(ArchiveError):
    """A page or source cannot be read. `torino add` skips and counts it, and goes on."""


class ReaderError(ArchiveError):
    """No process can be started that reads pages."""


class StoreError(ArchiveError):
    """archive.db or another file cannot be read or written, or is damaged.

    `fault` says why, where that is known; `detail` and `remedy` together are the message.
    """

    def __init__(self, detail: str, remedy: str = "", fault: Fault | None = None) -> None:
        super().__init__(f"{detail}; {remedy}" if remedy else detail)
        self.detail = detail
        self.remedy = remedy
        self.fault = fault


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
    """The engine's library is missing, or its server gives no whole answer.

    `fault` says why, for readers, who are told of no machine and no user.
    """

    def __init__(self, message: str, fault: EngineFault = "unreachable") -> None:
        super().__init__(message)
        self.fault = fault
