"""The sample configuration: every setting with its description, and the tables of language models."""

from __future__ import annotations

import json
import textwrap
from importlib.resources import files
from pathlib import Path

from kilas.errors import OutputError, SettingsError
from kilas.files import write_whole
from kilas.settings import FILE_NAME, Settings

_WIDTH = 110


def write_sample(settings: Settings) -> Path:
    """Writes `kilas.toml` to the data folder and returns its path. Raises SettingsError if there is one already."""
    path = settings.home / FILE_NAME
    if path.exists():
        raise SettingsError(f"{path} exists", "edit it, or move it away and try again")
    try:
        write_whole(path, sample().encode())
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror}", "name another folder with --data"
        ) from error
    return path


def sample() -> str:
    """The text of the sample; every line of it is a comment."""
    parts = ["# Configuration of Kilas. A value in the environment (KILAS_…) overrides one in this file."]
    for name, field in Settings.model_fields.items():
        if name == "home":  # the folder that this file is in
            continue
        told = textwrap.fill(field.description or "", _WIDTH, initial_indent="# ", subsequent_indent="# ")
        parts.append(f"{told}\n# {name} = {json.dumps(field.default)}")
    models = files("kilas.llm.data").joinpath("sample.toml").read_text(encoding="utf-8")
    return "\n\n".join([*parts, models])
