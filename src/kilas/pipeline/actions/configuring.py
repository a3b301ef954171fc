"""The sample configuration: every setting with its description, and the tables of language models."""

from __future__ import annotations

import json
import textwrap
from importlib.resources import files
from pathlib import Path

from kilas.errors import OutputError, SettingsError
from kilas.files import write_whole
from kilas.settings import Settings, configuration_file

_WIDTH = 110
_HEAD = """## Configuration of Kilas. A value in the environment (KILAS_…) overrides one in this file.
## Remove the # before a line to use it; lines with ## are remarks."""


def write_sample(home: Path | None = None) -> Path:
    """Writes the sample where the configuration is looked for, and returns its path.

    That is the file that `KILAS_CONFIG` names, else `kilas.toml` in the data folder; `home` overrides that folder. Raises
    SettingsError if there is one already.
    """
    path = configuration_file(home)
    if path.exists():
        raise SettingsError(f"{path} exists", "edit it, or move it away and try again")
    try:
        write_whole(path, sample().encode())
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror}",
            "name another folder with --data, or another file in KILAS_CONFIG",
        ) from error
    return path


def sample() -> str:
    """The text of the sample; every line of it is a comment."""
    parts = [_HEAD]
    for name, field in Settings.model_fields.items():
        if name == "home":  # the folder that this file is in
            continue
        told = textwrap.fill(field.description or "", _WIDTH, initial_indent="## ", subsequent_indent="## ")
        parts.append(f"{told}\n# {name} = {json.dumps(field.default)}")
    models = files("kilas.llm.data").joinpath("sample.toml").read_text(encoding="utf-8")
    return "\n\n".join([*parts, models])
