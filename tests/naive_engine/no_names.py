"""An archive that names nobody, for what only reads queries."""


class NoNames:
    """See search.plan.expansion_sources.NamesOfPeople."""

    def is_name_word(self, word: str) -> bool:
        return False

    def is_name_run(self, words: tuple[str, ...]) -> bool:
        return False
