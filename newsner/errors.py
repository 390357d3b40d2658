"""The exceptions newsner raises. Each message names the mend."""


class NewsnerError(Exception):
    """Base of every error that newsner raises on purpose."""


class InputError(NewsnerError, ValueError):
    """An item cannot be read as an article: the message says what is wanted."""


class InputTypeError(NewsnerError, TypeError):
    """An argument is of the wrong type: the message says which types are taken."""


class ModelError(NewsnerError, RuntimeError):
    """A pipeline is missing, or lacks what the stages need."""


class StageError(NewsnerError, RuntimeError):
    """A component crashed on a text, which is a bug in it: the message names component and text."""


class TimeLimitError(NewsnerError, TimeoutError):
    """An item took longer than it may: the message says how to give it more time."""


class WorkerError(NewsnerError, RuntimeError):
    """A worker process died, or could not be started: the message says on which text, or why."""


class DataFileError(NewsnerError, ValueError):
    """A data file (ours or a user's) is wrong: the message names file and entry."""


class MissingDependencyError(NewsnerError, ImportError):
    """An optional library is not installed: the message names the extra to install."""
