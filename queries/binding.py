"""Arguments become parameters: typed, within bounds, with defaults, or refused by name.

Messages never repeat a value: it may be somebody's name, and messages end in logs.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from graph.errors import BadArgument

from .question import Argument, Param, ParamType, Question

LONGEST_TEXT = 1_000  # characters, where a header sets no bound
LONGEST_LIST = 1_000  # items
_INTEGER = re.compile(r"[+-]?[0-9]{1,19}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EXPECTED = {
    ParamType.STRING: "text",
    ParamType.INTEGER: "a whole number",
    ParamType.BOOLEAN: "true or false",
    ParamType.DATE: "a day such as 2025-03-31",
    ParamType.LIST: "a list of texts",
}


def bind(question: Question, arguments: Mapping[str, object]) -> dict[str, Argument]:
    """Every parameter of a question with its value.

    Takes JSON values as well as text from a command line (``"25"``, ``"true"``, ``"a,b"``). None counts as
    not given.

    Raises:
        BadArgument: a parameter is unknown, missing, of another type or out of bounds; it is named.
    """
    unknown = sorted(set(arguments) - set(question.params))
    if unknown:
        takes = ", ".join(question.params)
        raise BadArgument(f"{question.id} has no parameter {_shown(unknown[0])}", hint=f"It takes: {takes}.")
    return {name: _value(name, param, arguments.get(name)) for name, param in question.params.items()}


def expected(param: Param) -> str:
    """What a parameter takes, in words: type and bounds."""
    if param.choices:
        return f"{'one' if param.type is ParamType.STRING else 'any'} of {', '.join(param.choices)}"
    words = _EXPECTED[param.type]
    if param.type is ParamType.INTEGER and param.min is not None and param.max is not None:
        words += f" from {param.min} to {param.max}"
    return words


def coerce(param: Param, value: object) -> Argument:
    """One value in a parameter's type and bounds.

    Raises:
        ValueError: it does not fit; the message says why.
    """
    typed = _CONVERSIONS[param.type](value)
    _check_bounds(param, typed)
    chosen = typed if isinstance(typed, list) else [typed]
    if param.choices and any(item not in param.choices for item in chosen):
        raise ValueError("not one of its values")
    return typed


def _value(name: str, param: Param, given: object) -> Argument:
    if given is None:
        if param.required:
            raise BadArgument(f"parameter {name} is missing: it takes {expected(param)}", hint=param.help)
        return param.default
    try:
        return coerce(param, given)
    except ValueError as fault:
        raise BadArgument(f"parameter {name} takes {expected(param)}: {fault}", hint=param.help) from None


def _check_bounds(param: Param, typed: Argument) -> None:
    if isinstance(typed, bool) or typed is None or param.type is ParamType.DATE:
        return
    size = typed if isinstance(typed, int) else len(typed)
    longest = LONGEST_LIST if isinstance(typed, list) else LONGEST_TEXT
    most = param.max if param.max is not None or isinstance(typed, int) else longest
    if param.min is not None and size < param.min:
        raise ValueError(f"it is below {param.min}" if isinstance(typed, int) else f"it is shorter than {param.min}")
    if most is not None and size > most:
        raise ValueError(f"it is above {most}" if isinstance(typed, int) else f"it is longer than {most}")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("it is not text")
    if not value.strip():
        raise ValueError("it is empty")
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError("it holds characters that no store can hold")
    return value


def _integer(value: object) -> int:
    if isinstance(value, bool):
        raise ValueError("it is not a number")
    if isinstance(value, float) and value.is_integer():  # JSON from JavaScript does not tell 5 from 5.0
        value = int(value)
    if isinstance(value, str) and _INTEGER.fullmatch(value.strip()):
        value = int(value)
    if not isinstance(value, int):
        raise ValueError("it is not a whole number")
    if not -(2**63) <= value < 2**63:
        raise ValueError("it has too many digits")
    return value


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in ("true", "false"):
        return value.strip().lower() == "true"
    raise ValueError("it is neither")


def _day(value: object) -> str:
    if isinstance(value, date):
        value = value.isoformat()
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("it is not written like that")
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError("there is no such day") from None


def _list(value: object) -> list[str]:
    if isinstance(value, str):
        value = [item.strip() for item in value.split(",") if item.strip()]
    if not isinstance(value, list | tuple):
        raise ValueError("it is not a list")
    return [_text(item) for item in value]


_CONVERSIONS: dict[ParamType, Callable[[object], Argument]] = {
    ParamType.STRING: _text,
    ParamType.INTEGER: _integer,
    ParamType.BOOLEAN: _boolean,
    ParamType.DATE: _day,
    ParamType.LIST: _list,
}


def _shown(name: str) -> str:
    """A parameter's name as a caller gave it, safe to print: it is the caller's text, not ours."""
    return repr(str(name)[:40])
