"""One request to a route: any OpenAI-compatible server, OpenRouter, Anthropic, Google, or weights in this process.

The only module that imports `pydantic_ai`, which takes a second; import it where a model is called, not before.
"""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import urlsplit

from openai import AsyncOpenAI
from pydantic_ai.exceptions import UserError
from pydantic_ai.messages import (
    ModelRequest,
    ModelResponse,
    SystemPromptPart,
    TextPart,
    ToolCallPart,
    UserPromptPart,
)
from pydantic_ai.models import Model, ModelRequestParameters
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.output import OutputObjectDefinition
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider
from pydantic_ai.settings import ModelSettings
from pydantic_ai.tools import ToolDefinition

from kilas.core.routing import NANO, Failure, Route, Usage
from kilas.llm import door, faults, local
from kilas.llm.keys import hide, key_of
from kilas.llm.providers import address_of
from kilas.llm.question import Answer, NoAnswer, Question
from kilas.llm.reply_reading import UnusableReplyError, read_reply

Mode = Literal["native", "tool", "prompted"]
_REPLY_TOOL = "reply"
_NO_TAGS = (
    "\0<",
    "\0>",
)  # reasoning in a reply is ours to find: the library takes thoughts without an end for text
_AS_SCHEMA = "Reply with one JSON object and nothing else. It must fit this JSON schema:"

# Parameters that a server has refused, by its address and model. Learnt again after a restart, at the cost of one
# rejected request, which no vendor bills.
_refused: dict[tuple[str, str], frozenset[str]] = {}


def ask(route: Route, question: Question, limit_s: float) -> Answer | NoAnswer:
    """Ask `route` once, within `limit_s` seconds. Raises no Exception; whatever happens is in what it returns."""
    key = key_of(route)
    if key is None:
        return NoAnswer(failure=Failure(fault="auth", detail="the key is not set"))
    if route.kind == "local":
        if door.outage_at(address_of(route)) is not None:
            return NoAnswer(failure=Failure(fault="connect", detail="out of reach: a drill"))
        return local.ask(route, question, limit_s)
    started = time.monotonic()
    got, exchange = _request(route, question, key, limit_s)
    news = _newly_refused(route, exchange)
    if news and not isinstance(got, Answer):
        _refused[_address(route)] = _known_refused(route) | news
        got, _ = _request(route, question, key, limit_s - (time.monotonic() - started))
    return _without(key, got)


_warm: set[str] = set()


def warm(route: Route) -> None:
    """Load the client of a route, which takes seconds once in a process. Raises no Exception: `ask` says what is wrong."""
    if route.kind in _warm or route.kind not in _BUILDERS:
        return
    with suppress(Exception):
        _BUILDERS[route.kind](route, "none", frozenset())
    _warm.add(route.kind)


def _request(
    route: Route, question: Question, key: str, limit_s: float
) -> tuple[Answer | NoAnswer, door.Exchange]:
    exchange = door.Exchange()
    try:
        call = _call(route, question, key)  # in this thread: some clients take seconds to import
        response = door.run(_send(call, exchange, limit_s), limit_s)
        return _answer(route, question, response, exchange), exchange
    except Exception as error:
        return door.lost(_failure(error, exchange), exchange), exchange


async def _send(call: _Call, exchange: door.Exchange, limit_s: float) -> ModelResponse:
    async with asyncio.timeout(limit_s):
        with door.watched(exchange):
            return await call.model.request(call.messages, call.settings, call.parameters)


# What is sent


@dataclass(frozen=True, slots=True)
class _Call:
    model: Model[Any]
    messages: list[Any]
    settings: ModelSettings
    parameters: ModelRequestParameters


def _call(route: Route, question: Question, key: str) -> _Call:
    refused = _known_refused(route)
    mode = _mode(route, refused)
    system = question.system
    if mode == "prompted":
        system = f"{system}\n\n{_AS_SCHEMA}\n{json.dumps(question.schema, ensure_ascii=False)}"
    messages = [ModelRequest(parts=[SystemPromptPart(content=system), UserPromptPart(content=question.text)])]
    return _Call(
        _BUILDERS[route.kind](route, key, refused),
        messages,
        _settings(route, refused),
        _parameters(mode, dict(question.schema), is_strict=_is_openai(route)),
    )


def _mode(route: Route, refused: frozenset[str]) -> Mode:
    """How the reply's form is asked for."""
    asked: Mode = (
        route.output if route.output != "auto" else "tool" if route.kind == "anthropic" else "native"
    )
    without = {"native": "schema", "tool": "tools", "prompted": ""}[asked]
    return "prompted" if without in refused else asked


def _parameters(mode: Mode, schema: dict[str, Any], *, is_strict: bool) -> ModelRequestParameters:
    if mode == "tool":
        tool = ToolDefinition(
            name=_REPLY_TOOL,
            description="Give the reply.",
            parameters_json_schema=schema,
            strict=is_strict or None,
            kind="output",
        )
        return ModelRequestParameters(output_mode="tool", output_tools=[tool], allow_text_output=False)
    shape = OutputObjectDefinition(json_schema=schema, name=_REPLY_TOOL, strict=is_strict or None)
    return ModelRequestParameters(output_mode=mode, output_object=shape, prompted_output_template=False)


def _settings(route: Route, refused: frozenset[str]) -> ModelSettings:
    settings = ModelSettings(max_tokens=route.max_output)
    # Anthropic answers 400 to every sampling setting, even at its default, since API version 2026-10-21.
    if route.kind != "anthropic" and "temperature" not in refused:
        settings["temperature"] = 0.0
    if body := _extra_body(route, refused):
        settings["extra_body"] = body
    return settings


def _extra_body(route: Route, refused: frozenset[str]) -> dict[str, object]:
    options = dict(route.options or {})
    if route.kind == "openrouter":  # without require_parameters, a provider may drop the schema
        return {"provider": {**options, "require_parameters": True}, "usage": {"include": True}}
    if route.kind == "openai" and route.is_local and not route.reasoning and "reasoning" not in refused:
        # llama.cpp, vLLM and SGLang; a server that does not know it is asked again without
        options.setdefault("chat_template_kwargs", {"enable_thinking": False})
    return options


def _openai(route: Route, key: str, refused: frozenset[str]) -> Model[Any]:
    sdk = AsyncOpenAI(
        base_url=address_of(route),
        api_key=key or "none",
        http_client=door.client(),
        max_retries=0,
        timeout=route.timeout_s,
    )
    # The client reads these from the environment, for a vendor that this route may have nothing to do with.
    sdk.organization = sdk.project = sdk.admin_api_key = None
    _ = sdk.chat.completions  # loaded here and not within the call, whose time counts
    is_newest_name = _is_openai(route) and route.kind == "openai"
    profile = OpenAIModelProfile(
        supports_json_schema_output=True,
        supports_json_object_output=False,
        json_schema_transformer=None,
        thinking_tags=_NO_TAGS,
        openai_supports_strict_tool_definition=_is_openai(route),
        openai_chat_supports_max_completion_tokens=is_newest_name != ("max_tokens" in refused),
    )
    provider = OpenAICompatibleProvider(route.id, openai_client=sdk)
    return OpenAIChatModel(route.model, provider=provider, profile=profile)


def _anthropic(route: Route, key: str, _: frozenset[str]) -> Model[Any]:
    from anthropic import AsyncAnthropic
    from pydantic_ai.models.anthropic import AnthropicModel
    from pydantic_ai.providers.anthropic import AnthropicProvider

    sdk = AsyncAnthropic(
        base_url=address_of(route),
        api_key=key,
        http_client=door.client(),
        max_retries=0,
        timeout=route.timeout_s,
    )
    sdk.auth_token = None
    return AnthropicModel(route.model, provider=AnthropicProvider(anthropic_client=sdk))


def _google(route: Route, key: str, _: frozenset[str]) -> Model[Any]:
    from pydantic_ai.models.google import GoogleModel
    from pydantic_ai.providers.google import GoogleProvider

    provider = GoogleProvider(api_key=key, http_client=door.client(), base_url=address_of(route))
    return GoogleModel(route.model, provider=provider)


_BUILDERS: Mapping[str, Callable[[Route, str, frozenset[str]], Model[Any]]] = {
    "openai": _openai,
    "openrouter": _openai,
    "anthropic": _anthropic,
    "google": _google,
}


def _is_openai(route: Route) -> bool:
    """True for OpenAI's own service and OpenRouter, which enforce a schema only where `strict` is sent."""
    host = urlsplit(address_of(route)).hostname or ""
    return route.kind == "openrouter" or host == "openai.com" or host.endswith(".openai.com")


def _address(route: Route) -> tuple[str, str]:
    return route.kind + " " + route.base_url, route.model


def _known_refused(route: Route) -> frozenset[str]:
    return _refused.get(_address(route), frozenset())


def _newly_refused(route: Route, exchange: door.Exchange) -> frozenset[str]:
    """Parameters that were sent and that the server says it does not know."""
    refused = _known_refused(route)
    mode = _mode(route, refused)
    sent = {"max_tokens", "temperature", "reasoning"} | {"native": {"schema"}, "tool": {"tools"}}.get(
        mode, set()
    )
    return (faults.refused_parameters(exchange.status, bytes(exchange.body)) & sent) - refused


# What came back


def _answer(
    route: Route, question: Question, response: ModelResponse, exchange: door.Exchange
) -> Answer | NoAnswer:
    usage, is_metered = _usage(route, question, response)
    reported = _reported(exchange) if route.kind == "openrouter" else None
    lost = NoAnswer(
        failure=Failure(fault="invalid", detail=""), usage=usage, reported_usd=reported, is_metered=is_metered
    )
    if early := _ENDINGS.get(response.finish_reason or "stop"):
        return replace(lost, failure=early)
    try:
        output = read_reply(_text(response), question.schema)
    except UnusableReplyError as error:
        return replace(lost, failure=Failure(fault="invalid", detail=str(error)))
    return Answer(
        output=output,
        model=_name(response.model_name),
        usage=usage,
        reported_usd=reported,
        is_metered=is_metered,
    )


_ENDINGS: Mapping[str, Failure] = {
    "length": Failure(fault="length", detail="the reply was cut at its longest"),
    "content_filter": Failure(fault="refused", detail="the model or a filter of its vendor refused"),
    "error": Failure(fault="server", detail="the server stopped with an error"),
}


def _text(response: ModelResponse) -> str:
    """The reply as text: the arguments of the tool that stands for it, or the text around no tool call at all."""
    calls = [part for part in response.parts if isinstance(part, ToolCallPart)]
    if not calls:
        return "".join(part.content for part in response.parts if isinstance(part, TextPart))
    if len(calls) > 1 or calls[0].tool_name != _REPLY_TOOL:
        raise UnusableReplyError("the reply calls a tool that it was not given")
    return calls[0].args_as_json_str() if isinstance(calls[0].args, dict) else calls[0].args or ""


def _usage(route: Route, question: Question, response: ModelResponse) -> tuple[Usage, bool]:
    """Tokens as the server counts them, and whether they can be true: more than were sent or allowed cannot."""
    told = response.usage
    most = question.most_tokens
    is_credible = 0 < told.input_tokens <= most and 0 <= told.output_tokens <= route.max_output
    if not is_credible or not 0 <= told.cache_read_tokens <= told.input_tokens:
        return Usage(requests=1), False
    usage = Usage(
        requests=1,
        input_tokens=told.input_tokens,
        cached_tokens=told.cache_read_tokens,
        output_tokens=told.output_tokens,
    )
    return usage, True


def _reported(exchange: door.Exchange) -> int | None:
    """What OpenRouter says it charged, in nano-dollars."""
    with suppress(ValueError, KeyError, TypeError, RecursionError):
        cost = json.loads(exchange.body)["usage"]["cost"]
        if isinstance(cost, int | float) and math.isfinite(cost) and cost >= 0:
            return math.ceil(cost * NANO)
    return None


def _name(model: str | None) -> str:
    return "".join(c for c in (model or "")[:100] if c.isascii() and c.isprintable())


def _failure(error: Exception, exchange: door.Exchange) -> Failure:
    if isinstance(error, UserError):
        return Failure(fault="config", detail="the model does not take questions of this form")
    return door.failure_of(error, exchange)


def _without(key: str, got: Answer | NoAnswer) -> Answer | NoAnswer:
    """`got` without the key, should the server have told it back."""
    if isinstance(got, Answer):
        told = json.dumps(got.output, ensure_ascii=False)
        is_told = bool(key) and (key in told or key in got.model)
        if not is_told:
            return got
        return NoAnswer(
            failure=Failure(fault="garbage", detail="the reply holds the key"),
            usage=got.usage,
            reported_usd=got.reported_usd,
            is_metered=got.is_metered,
        )
    return replace(got, failure=replace(got.failure, detail=hide(got.failure.detail, key)))
