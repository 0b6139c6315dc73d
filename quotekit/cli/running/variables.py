"""Variables of the environment that stand for options: `QUOTEKIT_QUOTES_FORMAT` for `quotekit quotes --format`.

click's own `auto_envvar_prefix` would name them after the parameters of our functions, and would take `-o` from one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from types import TracebackType

import click
from click.core import ParameterSource

from quotekit.errors import UsageError

_OURS = "QUOTEKIT_"
JOBS = f"{_OURS}JOBS"
"""The variable that says for all commands how many processes find quotes where --jobs does not."""
_TYPED = frozenset({"--output", "--drop", "--undo"})
"""Options that are only ever typed: a variable that was forgotten must not overwrite a file, nor take anything away."""
_TYPED_COMMANDS = frozenset({"store remove"})
"""Commands of which every option is: all that they do is to take away what their options say."""


class Texts(click.types.StringParamType):
    """Texts of a repeatable option: a variable has several with a semicolon between, since names have spaces."""

    envvar_list_splitter = ";"

    def split_envvar_value(self, rv: str) -> list[str]:
        """The texts of a variable, without the spaces around them."""
        return [text for text in map(str.strip, super().split_envvar_value(rv)) if text]


class _Context(click.Context):
    """Names the variable that a refused value has come from."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, click.BadParameter) and error.param and (name := variable_of(self, error.param)):
            error.param_hint = f"'{name}'"
        elif isinstance(error, UsageError) and not getattr(error, "__notes__", []):
            for note in self._notes(str(error)):
                error.add_note(note)
        super().__exit__(kind, error, trace)

    def _notes(self, message: str) -> Iterator[str]:
        for option in self.command.params:
            name = variable_of(self, option)
            if not name or name in message:
                continue
            is_named = re.search(rf"{re.escape(_flag(option))}(?![\w-])", message)
            if is_named or (isinstance(option.type, click.Path) and os.environ[name] in message):
                yield f"{_flag(option)} is set by {name}"


def variable_of(context: click.Context, option: click.Parameter) -> str | None:
    """The variable that an option's value has come from; None where it was typed, or is the default."""
    if not option.name or context.get_parameter_source(option.name) is not ParameterSource.ENVIRONMENT:
        return None
    return next((name for name in names_of(option) if os.environ.get(name)), None)


def names_of(option: click.Parameter) -> list[str]:
    """The variables that an option is taken from, the first that is set before the others; none for a typed one."""
    return [option.envvar] if isinstance(option.envvar, str) else list(option.envvar or ())


def unknown_variables(group: click.Group) -> str | None:
    """A line on variables that are called as ours are and set no option, and on those that are like them; else None."""
    if not (odd := [name for name in os.environ if name.upper().startswith(_OURS)]):
        return None
    known, typed = _variables_of(group)
    odd = sorted(name for name in odd if name not in known)
    like = {one: None for name in odd for one in _like(name, known)} if not set(odd) <= set(typed) else {}
    told = [f"{name} sets nothing" + (f" ({typed[name]} is only typed)" if name in typed else "") for name in odd]
    return "; ".join(told) + (f"; like it: {', '.join(like)}" if like else "") if odd else None


def _like(name: str, known: Collection[str]) -> list[str]:
    """Up to three variables that are called much like one."""
    ends = [one.removeprefix(_OURS) for one in known]
    return [_OURS + end for end in get_close_matches(name.upper().removeprefix(_OURS), ends, 3, 0.8)]


def _variables_of(group: click.Group, place: str = "") -> tuple[set[str], dict[str, str]]:
    """The variables of all options, and those that options which are only typed would have, with the option."""
    known, typed = set[str](), dict[str, str]()
    for name, command in group.commands.items():
        path = f"{place} {name}".strip()
        if isinstance(command, click.Group):
            others, others_typed = _variables_of(command, path)
            known, typed = known | others, typed | others_typed
        for option in command.params:
            if isinstance(option, click.Option):
                known.update(names := names_of(option))
                typed |= {} if names else {_own_name(path, _flag(option)): _flag(option)}
    return known, typed


def _own_name(path: str, flag: str) -> str:
    return re.sub(r"[\W_]+", "_", f"quotekit {path} {flag}").upper()


def take_from_environment(group: click.Group, place: str = "") -> None:
    """Let variables stand for the options of all commands of a group, and of the groups in it."""
    for name, command in group.commands.items():
        path = f"{place} {name}".strip()
        if isinstance(command, click.Group):
            take_from_environment(command, path)
        elif path not in _TYPED_COMMANDS:
            command.context_class = _Context
            for option in command.params:
                if isinstance(option, click.Option) and (flag := _flag(option)) not in _TYPED:
                    own = _own_name(path, flag)
                    option.envvar = [own, JOBS] if flag == "--jobs" else own
                    if option.is_flag and option.callback is None:
                        option.callback = _switched
                    if option.multiple and option.type is click.STRING:
                        option.type = Texts()


def _switched(context: click.Context, option: click.Parameter, given: bool) -> bool:
    """A flag as it is; refuses a variable that switches nothing, which click before 8.3 takes for 0."""
    for name in names_of(option):
        text = os.environ.get(name)
        if text and context.get_parameter_source(str(option.name)) is not ParameterSource.COMMANDLINE:
            try:
                click.BOOL.convert(text, option, context)
            except click.BadParameter as error:
                error.param_hint = f"'{name}'"
                raise
    return given


def _flag(option: click.Parameter) -> str:
    return max(option.opts, key=len)
