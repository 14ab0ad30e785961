"""The command line's own words in the officers' language: usage, panels, and what is wrong with a typed command.

The library speaks English only; this is the thin layer over its public classes. It knows no command and loads no Django.
"""

from __future__ import annotations

from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

BadValueError = typer.BadParameter
UsageError: type[Exception] = typer.BadParameter.__mro__[1]  # the library names it in a private place only


def _usage(text: str) -> str:
    return text.replace("Usage:", "Cara pakai:", 1)


def _panels() -> None:
    from typer import rich_utils

    rich_utils.OPTIONS_PANEL_TITLE, rich_utils.COMMANDS_PANEL_TITLE = "Pilihan", "Perintah"
    rich_utils.ARGUMENTS_PANEL_TITLE = "Isian"
    rich_utils.DEFAULT_STRING, rich_utils.REQUIRED_LONG_STRING = "[bila tidak diisi: {}]", "[wajib]"


def _refuse(context: Any, sentence: str) -> NoReturn:
    typer.echo(f"{sentence} Lihat bantuannya: {context.command_path} --help", err=True)
    raise typer.Exit(2)


def _sentence(error: Exception) -> str:
    option = getattr(error, "option_name", "")
    if option:
        return f"Tidak ada pilihan {option}."
    param = getattr(error, "param", None)
    name = (
        "" if param is None else next(iter(param.opts), "") if param.param_type_name == "option" else (param.name or "").upper()
    )
    if isinstance(error, BadValueError):
        return f"{name} belum diisi." if type(error) is not BadValueError else f"Isi {name} tidak bisa dipakai."
    return "Perintah ini tidak bisa dijalankan dengan isian itu."


class Command(TyperCommand):
    """One command."""

    def get_usage(self, ctx: Any) -> str:
        """The first line of the help."""
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``, explained."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Tampilkan bantuan ini."
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The whole help."""
        _panels()
        super().format_help(ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed; a mistake is answered with a sentence and exit status 2."""
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            _refuse(ctx, _sentence(error))


class Group(TyperGroup):
    """The list of commands."""

    def get_usage(self, ctx: Any) -> str:
        """The first line of the help."""
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``, explained."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Tampilkan bantuan ini."
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The whole help."""
        _panels()
        super().format_help(ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what stands before the command; nothing at all shows the help."""
        if not args:
            return super().parse_args(ctx, args)
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            _refuse(ctx, _sentence(error))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of that name."""
        try:
            return super().resolve_command(ctx, args)
        except UsageError:
            _refuse(ctx, f"Tidak ada perintah {args[0]!r}.")
