"""Settings: environment variables (`KILAS_…`), or `kilas.toml` in the data folder; `KILAS_CONFIG` names another file.

The environment overrides the file. Each setting is one row here, from which the table in the documentation
is generated.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any, Literal
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, PrivateAttr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from kilas.errors import SettingsError

FILE_NAME = "kilas.toml"
TABLES = ("budget", "policy", "provider", "route", "style")  # of the file; `kilas.llm.config` reads them


class Settings(BaseSettings):
    """All settings with their defaults."""

    model_config = SettingsConfigDict(env_prefix="KILAS_", extra="forbid", frozen=True)
    _file: Path | None = PrivateAttr(default=None)
    _tables: Mapping[str, Any] = PrivateAttr(default_factory=dict)

    home: Path = Field(
        default=Path("~/.local/share/kilas"),
        description="Data folder of Kilas: databases and caches.",
    )
    database_url: str = Field(
        default="",
        description="PostgreSQL database, as `postgresql+psycopg://USER:PASSWORD@HOST/NAME`; empty: SQLite files in the home folder.",
    )
    base_url: str = Field(
        default="",
        description="Public address of the site, such as `https://news.example.org`; empty: the address on which Kilas listens, `http://HOST:PORT`.",
    )
    audience: Literal["", "private", "public"] = Field(
        default="",
        description="Readers of the site: `private` for you alone (whole briefs; no page is offered to search engines), `public` for anyone. Empty: private for `kilas up` on a loopback address without a base address, else public.",
    )
    allow_private: str = Field(
        default="",
        description="Private addresses that Kilas may fetch: `host:port` or `CIDR:port`, comma-separated.",
    )
    timezone: str = Field(
        default="",
        description="Time zone of printed times, as an IANA name such as `Asia/Jakarta`; empty: the system's.",
    )

    hub: str = Field(
        default="",
        description="WebSub hub of the site's own feeds, such as `https://pubsubhubbub.appspot.com/`: Kilas notifies it of new items; empty: none.",
    )

    show_models: bool = Field(
        default=False,
        description="Adds a page to the site, `/en/models`, linked in the footer, about the quality, cost and use of each language model. It shows what they cost.",
    )

    @field_validator("hub")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("it must start with https:// or http://")
        return value

    @field_validator("base_url")
    @classmethod
    def _is_base(cls, value: str) -> str:
        return base_address(value) if value else ""

    @field_validator("home")
    @classmethod
    def _expand(cls, value: Path) -> Path:
        return value.expanduser()

    @property
    def file(self) -> Path | None:
        """The file that was read; None without one."""
        return self._file

    @property
    def tables(self) -> Mapping[str, Any]:
        """The tables of the file about language models, as written (see `TABLES`)."""
        return self._tables

    @property
    def zone(self) -> tzinfo:
        """Time zone of printed times."""
        return _zone(self.timezone)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  # the signature is pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings  # `load_settings` passes the file's values as arguments


def base_address(value: str) -> str:
    """Validates the site's public address and returns it in ASCII, without a trailing slash. Raises ValueError if it is
    invalid.

    >>> base_address("https://news.example.org/")
    'https://news.example.org'
    >>> base_address("https://новости.example")
    'https://xn--b1amnebsh.example'
    >>> base_address("javascript:alert(1)")
    Traceback (most recent call last):
    ValueError: it must be an address such as https://news.example.org
    >>> base_address("https://example.org/news/")
    Traceback (most recent call last):
    ValueError: it must have no path: Kilas serves the site from the root of its host
    """
    parts = _web_address(value.strip())
    if parts is None:
        raise ValueError("it must be an address such as https://news.example.org")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None:
        raise ValueError("it must have no path: Kilas serves the site from the root of its host")
    from ada_url import URL  # imported late: most commands have no site

    return URL(f"{parts.scheme}://{parts.netloc}").origin


def _web_address(text: str) -> SplitResult | None:
    """The parts of a complete web address; None for anything else."""
    if any(c.isspace() or not c.isprintable() for c in text):
        return None
    try:
        parts = urlsplit(text)
        is_port = parts.port is None or parts.port > 0
    except ValueError:  # no port, no IPv6 address
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname and is_port else None


def load_settings(home: Path | None = None) -> Settings:
    """The settings in force; `home` overrides the data folder. Raises SettingsError if the file or a value is invalid."""
    named = os.environ.get("KILAS_CONFIG")
    file = configuration_file(home)
    path = file if named or file.is_file() else None
    values = _read(path) if path else {}
    tables = {name: values.pop(name) for name in TABLES if name in values}
    _require_no_home(values, path, named)
    told = values | ({"home": home.expanduser()} if home else {})
    try:
        settings = Settings(**told)
    except ValidationError as error:
        raise _explain(error, path) from error
    if home:
        settings = settings.model_copy(update={"home": home.expanduser()})  # over the environment
    settings._file, settings._tables = path, tables
    is_from_file = path is not None and "timezone" in values and "KILAS_TIMEZONE" not in os.environ
    _zone(settings.timezone, f"correct timezone in {path}, to" if is_from_file else "set KILAS_TIMEZONE to")
    return settings


def configuration_file(home: Path | None = None) -> Path:
    """Where the configuration is looked for: the file that `KILAS_CONFIG` names, else `kilas.toml` in the data folder."""
    if named := os.environ.get("KILAS_CONFIG"):
        return Path(named).expanduser()
    try:
        folder = home.expanduser() if home else Settings().home
    except ValidationError as error:
        raise _explain(error, None) from error
    return folder / FILE_NAME


def _require_no_home(values: Mapping[str, Any], path: Path | None, named: str | None) -> None:
    if "home" in values and not named:
        raise SettingsError(
            f"{path} sets 'home', and it was found through the data folder",
            "remove the line; set KILAS_HOME, or name the file in KILAS_CONFIG",
        )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(
            f"the configuration file {path} cannot be read: {error.strerror}",
            "set KILAS_CONFIG to a readable TOML file, write it with `kilas init`, or unset it",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"the configuration file {path} is not TOML: {error}", "correct the line it names"
        ) from error


def _explain(error: ValidationError, path: Path | None) -> SettingsError:
    fault = error.errors(include_url=False)[0]
    key = ".".join(map(str, fault["loc"]))
    where = f"in {path}" if path else "in the environment"
    if fault["type"] == "extra_forbidden":
        known = ", ".join(sorted([*Settings.model_fields, *(f"[{name}]" for name in TABLES)]))
        return SettingsError(f"the setting {key!r} {where} is unknown", f"use one of: {known}")
    return SettingsError(
        f"the setting {key!r} {where} cannot be used: {fault['msg'].removeprefix('Value error, ')}",
        f"correct KILAS_{key.upper()} or {key!r}",
    )


def _zone(name: str, mend: str = "set KILAS_TIMEZONE to") -> tzinfo:
    if not name:
        return _system_zone()
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(
            f"the time zone {name!r} is unknown", f"{mend} an IANA name such as Asia/Jakarta"
        ) from error


def _system_zone() -> tzinfo:
    """The system's time zone. UTC for a `TZ` that is none, as the C library has it.

    `TZ` may be an IANA name, also in quotation marks, or a POSIX rule such as "WIB-7".
    """
    from dateutil import tz
    from tzlocal import get_localzone

    told = os.environ.get("TZ", "").strip().strip("\"'").removeprefix(":")
    with suppress(LookupError, ValueError, OSError):
        return ZoneInfo(told) if told else get_localzone()
    return tz.gettz(told) or UTC
