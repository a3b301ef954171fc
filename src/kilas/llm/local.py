"""A model whose weights run in this process, through llama-cpp-python (`pip install 'kilas[local]'`)."""

from __future__ import annotations

import ctypes
import json
import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kilas.core.routing import Failure, Fault, Route, Usage
from kilas.errors import SettingsError
from kilas.llm.question import Answer, NoAnswer, Question
from kilas.llm.reply_reading import UnusableReplyError, read_reply
from kilas.llm.weights import require_digest

_CONTEXT = 8192
_MOST_CHOICES = 200
_running = threading.Lock()  # one call at a time: the weights have one state, and each call uses every core


def ask(route: Route, question: Question, limit_s: float) -> Answer | NoAnswer:
    """Ask the model in the file of the route. Waits for other calls of this process, within `limit_s` too."""
    ends = time.monotonic() + limit_s
    if not _running.acquire(timeout=limit_s):
        return _no("timeout", "the model was busy with other calls")
    try:
        return _read(route, question, _generate(route, question, ends))
    except ImportError:
        return _no("config", "llama-cpp-python is not installed: pip install 'kilas[local]'")
    except SettingsError as error:
        return _no("config", f"{error.problem}; try: {error.mend}")
    except Exception as error:
        if time.monotonic() >= ends:
            return _no("timeout", f"no whole answer within {limit_s:.3g} s")
        is_too_long = "context window" in str(error)
        return _no(*(("context", "longer than the model's context") if is_too_long else _broken(error)))
    finally:
        _running.release()


@dataclass(frozen=True, slots=True)
class _Generated:
    text: str
    finish: str
    usage: Usage


def _generate(route: Route, question: Question, ends: float) -> _Generated:
    path = route.file or route.model
    _verify(path, route.sha256)
    from llama_cpp import llama_cpp
    from llama_cpp.llama_grammar import LlamaGrammar

    options = dict(route.options or {})
    model = _load(path, _whole(options.get("n_ctx"), _CONTEXT), _whole(options.get("n_threads"), 0))
    # Called between the layers of the network, so that reading a long prompt ends in time as well.
    stop = llama_cpp.ggml_abort_callback(lambda _: time.monotonic() >= ends)
    llama_cpp.llama_set_abort_callback(model.ctx, stop, ctypes.c_void_p(None))
    parts: list[str] = []
    finish = "length"
    try:
        for chunk in model.create_chat_completion(
            messages=[
                {"role": "system", "content": question.system},
                {"role": "user", "content": question.text},
            ],
            grammar=LlamaGrammar.from_string(grammar(question.schema), verbose=False),
            max_tokens=route.max_output,
            temperature=0.0,
            stream=True,
        ):
            choice = chunk["choices"][0]
            parts += [choice["delta"].get("content") or ""]
            finish = choice["finish_reason"] or finish
            if time.monotonic() >= ends:
                raise TimeoutError
        return _Generated("".join(parts), finish, _usage(model.n_tokens, len(parts)))
    finally:
        llama_cpp.llama_set_abort_callback(model.ctx, _never(), ctypes.c_void_p(None))


def grammar(schema: Mapping[str, object]) -> str:
    """The schema as a grammar for llama.cpp.

    Makes good two faults of llama-cpp-python 0.3.36: its strings take control characters, which JSON does not; and it
    leaves out the bounds of integers, which are written here as lists of choices.
    """
    from llama_cpp.llama_grammar import json_schema_to_gbnf

    made: str = json_schema_to_gbnf(json.dumps(_with_choices(dict(schema))))
    return made.replace(r'[^"\\] |', r'[^"\\\x7F\x00-\x1F] |')


def _with_choices(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_with_choices(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "integer" and {"minimum", "maximum"} <= schema.keys():
        choices = range(schema["minimum"], schema["maximum"] + 1)
        return {"enum": list(choices)} if len(choices) <= _MOST_CHOICES else schema
    return {name: _with_choices(part) for name, part in schema.items()}


@lru_cache(maxsize=1)
def _verify(path: str, sha256: str) -> None:
    """Raises SettingsError for a file that is not the route's. Reads it once: weights are gigabytes."""
    place = Path(path).expanduser()
    if place.exists():  # if not, loading says so
        require_digest(place, sha256)


@lru_cache(maxsize=1)
def _load(path: str, context: int, threads: int) -> Any:
    from llama_cpp import Llama

    return Llama(
        model_path=str(Path(path).expanduser()),
        n_ctx=context,
        n_threads=threads or os.cpu_count() or 1,
        verbose=False,
    )


@lru_cache(maxsize=1)
def _never() -> Any:
    from llama_cpp import llama_cpp

    return llama_cpp.ggml_abort_callback(lambda _: False)


def _read(route: Route, question: Question, got: _Generated) -> Answer | NoAnswer:
    if got.finish == "length":
        return _no("length", "the reply was cut at its longest", got.usage)
    try:
        output = read_reply(got.text, question.schema)
    except UnusableReplyError as error:
        return _no("invalid", str(error), got.usage)
    return Answer(output=output, model=Path(route.file or route.model).stem, usage=got.usage)


def _usage(tokens: int, written: int) -> Usage:
    return Usage(requests=1, input_tokens=max(tokens - written, 0), output_tokens=written)


def _broken(error: Exception) -> tuple[Fault, str]:
    if "Model path does not exist" in str(error):
        return "missing", "the file of the model is missing"
    return "server", f"the model broke ({type(error).__name__})"


def _no(fault: Fault, detail: str, usage: Usage | None = None) -> NoAnswer:
    return NoAnswer(failure=Failure(fault=fault, detail=detail), usage=usage or Usage(requests=1))


def _whole(value: object, default: int) -> int:
    return value if isinstance(value, int) and value > 0 else default
