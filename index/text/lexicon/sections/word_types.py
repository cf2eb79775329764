"""The types of what a file of a language holds; they decide how its text is read."""

from __future__ import annotations

from typing import Any, ClassVar, dataclass_transform

Words = frozenset[str]
Phrases = frozenset[str]
Ordered = tuple[str, ...]
Written = tuple[str, ...]
Patterns = tuple[str, ...]
NO_WORDS: Words = frozenset()


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Section:
    """A table of a language's file: its lists by name, each with a default.

    To a type checker it is a frozen dataclass. It is none, since dataclasses compile a method for
    each class, which is a tenth of the start of a command.
    """

    list_types: ClassVar[dict[str, str]] = {}
    """The type of each list, as it is written."""

    def __init_subclass__(cls) -> None:
        cls.list_types = dict(cls.__annotations__)

    def __init__(self, **lists: Any) -> None:
        if unknown := lists.keys() - self.list_types.keys():
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        self.__dict__.update(lists)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} of a {type(self).__name__} cannot be changed")
