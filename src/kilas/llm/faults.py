"""Tells what kind of fault an answer of a server is, by its status, its headers and the words of its body."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from kilas.core.routing import Failure, Fault

LONGEST_WAIT_S = 86_400.0
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{1,47}")

_REGION = re.compile(
    r"unsupported_country|(?:country|region|territory|location)\b[^.]{0,40}\b(?:not|un)[ -]?(?:supported|available|allowed|permitted)"
    r"|not (?:supported|available|allowed) in your (?:country|region|territory|location)"
)
_NAMES_REGION = re.compile(r"countr(?:y|ies)|region|territor(?:y|ies)|sanction|embargo|export control")
_QUOTA = re.compile(
    r"insufficient[_ ](?:quota|credit|balance|fund)|credit balance|exceeded your current quota|out of credit|payment required"
    r"|billing[_ ](?:hard[_ ]limit|not[_ ]active|disabled)|not enough credit|requires more credits"
)
_CONTEXT = re.compile(
    r"context[_ ](?:length|window|size)|maximum context|too many tokens|prompt is too long|input is too long|exceed_context"
)
_REFUSED = re.compile(
    r"content[_ ](?:filter|policy|management)|flagged|moderation|responsibleai|safety system"
)
_MISSING = re.compile(
    r"model[_ ]not[_ ]found|(?:model|deployment)\b.{0,80}\b(?:does not exist|not found|is not available|not exist)"
    r"|no endpoints found|unknown model|not a valid model"
)
# Rows tried in order: statuses (none: any of 400 to 499), words of the body (none: any), the fault.
_RULES: tuple[tuple[frozenset[int], re.Pattern[str] | None, Fault], ...] = (
    (frozenset({451}), None, "region"),
    (frozenset({403}), _NAMES_REGION, "region"),
    (frozenset(), _REGION, "region"),
    (frozenset({402}), None, "quota"),
    (frozenset(), _QUOTA, "quota"),
    (frozenset({400, 403, 422}), _REFUSED, "refused"),
    (frozenset({401, 403, 407}), None, "auth"),
    (frozenset({400, 413, 422}), _CONTEXT, "context"),
    (frozenset({413}), None, "context"),
    (frozenset({400, 404, 422}), _MISSING, "missing"),
    (frozenset({404, 410}), None, "missing"),
    (frozenset({405}), None, "config"),
    (frozenset({408}), None, "timeout"),
    (frozenset({409, 425}), None, "server"),
    (frozenset({429}), None, "rate"),
)

# Parameters that a server may not know, by the words of its complaint. One that is named here is left out from then on.
_PARAMETERS: Mapping[str, re.Pattern[str]] = {
    "schema": re.compile(
        r"response_format|json_schema|structured output|guided|grammar|requested parameters|output_config|response_schema"
    ),
    "tools": re.compile(r"\btools?\b|tool_choice|function call"),
    "temperature": re.compile(r"temperature|top_p|sampling"),
    "max_tokens": re.compile(r"max_tokens|max_completion_tokens"),
    "reasoning": re.compile(r"reasoning|thinking|chat_template_kwargs"),
}
_COMPLAINT = re.compile(
    r"unsupported|not support|unknown|unrecogni[sz]ed|unexpected|not permitted|extra inputs|unavailable|not allowed"
    r"|not available|deprecated|no endpoints found|invalid parameter|not implemented"
)
# A value out of range is no reason to leave its parameter out.
_TOO_MUCH = re.compile(rf"{_CONTEXT.pattern}|too (?:large|high|long|big)|exceed|at most|greater than|maximum")


def of_status(status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Failure:
    """The failure that an answer of a status above 299 stands for."""
    words = _words(body)
    return Failure(
        fault=_fault(status, words),
        detail=_detail(status, body),
        retry_after_s=retry_after(headers.get("retry-after", ""), now),
    )


def of_error_body(body: bytes) -> Failure | None:
    """The failure told by a body of status 200 that holds an error and no choices, as gateways send it."""
    data = _json(body)
    error = data.get("error") if isinstance(data, dict) and not data.get("choices") else None
    if not error:
        return None
    code = error.get("code") if isinstance(error, dict) else None
    told = int(str(code)) if re.fullmatch(r"[45]\d\d", str(code)) else 500
    return Failure(
        fault=_fault(told, _words(body)), detail=f"an error in an answer of status 200{_code(body)}"
    )


def refused_parameters(status: int | None, body: bytes) -> frozenset[str]:
    """Names of the parameters that a server says it does not know.

    >>> sorted(refused_parameters(400, b"Unsupported parameter: 'max_tokens'"))
    ['max_tokens']
    """
    if status not in (400, 404, 422, 501):
        return frozenset()
    words = _words(body)
    if not _COMPLAINT.search(words) or _TOO_MUCH.search(words):
        return frozenset()
    return frozenset(name for name, pattern in _PARAMETERS.items() if pattern.search(words))


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, 10.2.3), at most a day; None without a readable one.

    >>> from datetime import datetime, UTC
    >>> noon = datetime(2026, 11, 30, 12, tzinfo=UTC)
    >>> retry_after("7", noon), retry_after("Mon, 30 Nov 2026 12:01:00 GMT", noon), retry_after("9e99", noon)
    (7.0, 60.0, 86400.0)
    """
    try:
        seconds = float(value)
    except ValueError:
        try:
            when = parsedate_to_datetime(value)
        except (ValueError, OverflowError):
            return None
        seconds = (when.replace(tzinfo=when.tzinfo or UTC) - now).total_seconds()
    return None if math.isnan(seconds) else min(max(seconds, 0.0), LONGEST_WAIT_S)


def _fault(status: int, words: str) -> Fault:
    if status == 501:  # llama-server, asked for typed decisions of a model that makes none
        return "config"
    if status >= 500:
        return "server"
    if status < 400:
        return "garbage"
    for statuses, pattern, fault in _RULES:
        if (not statuses or status in statuses) and (pattern is None or pattern.search(words)):
            return fault
    return "rejected"


def _words(body: bytes) -> str:
    return body[:4000].decode("utf-8", "replace").lower()


def _detail(status: int, body: bytes) -> str:
    return f"HTTP {status}{_code(body)}" if status >= 400 else f"HTTP {status}: not followed"


def _code(body: bytes) -> str:
    """The short code of an error, never its message: a message may hold the key or the article."""
    data = _json(body)
    error = data.get("error", data) if isinstance(data, dict) else None
    for name in ("code", "type", "status"):
        code = error.get(name) if isinstance(error, dict) else None
        if isinstance(code, str) and _CODE.fullmatch(code):
            return f" ({code})"
    return ""


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
