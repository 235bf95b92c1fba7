"""One root for every error a user can meet.

Each says whose fault it is, what to do, and which HTTP status and exit code it deserves.
The message never holds report text: it may end in a log.
"""


class CasegraphError(Exception):
    """Root of all errors raised on purpose.

    Attributes:
        hint: one sentence that says what to do, or "".
        status: the HTTP status that fits.
        exit_code: the exit code that fits: 1 failed, 2 wrong use.
        slug: stable name of the kind of problem, part of the RFC 9457 ``type``.
    """

    status = 500
    exit_code = 1
    slug = "internal"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class InvalidFact(CasegraphError):
    """A fact was built that its own evidence does not carry: a fault of the reader that built it."""

    slug = "invalid-fact"


class QuoteMismatch(InvalidFact):
    """``text[start:end]`` is not the quote."""

    slug = "quote-mismatch"


class BadInput(CasegraphError):
    """The caller sent something that cannot be used."""

    status = 400
    exit_code = 2
    slug = "bad-input"


class BadArgument(BadInput):
    """A parameter is missing, unknown, of the wrong type or out of bounds."""

    status = 422
    slug = "bad-argument"


class UnknownQuestion(BadInput):
    """No stored question has that name."""

    status = 404
    slug = "unknown-question"


class UnknownId(BadInput):
    """Nothing in this store has that id."""

    status = 404
    exit_code = 1
    slug = "unknown-id"


class UnreadableReport(BadInput):
    """This report cannot be read; it is kept and marked, others are unaffected."""

    status = 422
    exit_code = 1
    slug = "unreadable-report"


class TooLarge(UnreadableReport):
    """The report is over a size limit."""

    status = 413
    slug = "too-large"


class BadQuestionFile(CasegraphError):
    """A stored question's file breaks the format; the message starts with ``file:line``."""

    slug = "bad-question-file"


class StoreError(CasegraphError):
    """The store cannot do what was asked."""

    status = 503
    slug = "store"


class StoreUnavailable(StoreError):
    """Nobody answers at the store's address."""

    slug = "store-unavailable"


class WrongPassword(StoreError):
    """The store refuses the user or password."""

    slug = "store-login"


class StoreDamaged(StoreError):
    """The store's files are there but do not open."""

    slug = "store-damaged"


class StoreLocked(StoreError):
    """Another process holds the store and cannot be talked to."""

    slug = "store-locked"


class SchemaMismatch(StoreError):
    """The store was made by another version of the model."""

    slug = "schema-mismatch"


class ModelAltered(CasegraphError):
    """A model file is missing or is not the file that was published."""

    slug = "model-altered"
