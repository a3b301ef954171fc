"""Errors as vendors word them, and the faults they stand for."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.llm.faults import LONGEST_WAIT_S, of_error_body, of_status, refused_parameters, retry_after

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
WORDED = [
    (403, "Country, region, or territory not supported", "unsupported_country_region_territory", "region"),
    (400, "User location is not supported for the API use.", "FAILED_PRECONDITION", "region"),
    (403, "This model is not available in your region.", "", "region"),
    (403, "Access denied due to sanctions.", "", "region"),
    (451, "Unavailable For Legal Reasons", "", "region"),
    (400, "Your credit balance is too low to access the Anthropic API.", "invalid_request_error", "quota"),
    (402, "Insufficient Balance", "invalid_request_error", "quota"),
    (402, "This request requires more credits, or fewer max_tokens.", "", "quota"),
    (429, "You exceeded your current quota, please check your plan.", "insufficient_quota", "quota"),
    (401, "Incorrect API key provided: sk-abc", "invalid_api_key", "auth"),
    (403, "Request had insufficient authentication scopes.", "PERMISSION_DENIED", "auth"),
    (404, "The model `gpt-9` does not exist or you do not have access to it.", "model_not_found", "missing"),
    (400, "qwen/none is not a valid model ID", "", "missing"),
    (400, "This model's maximum context length is 8192 tokens.", "context_length_exceeded", "context"),
    (400, "prompt is too long: 250000 tokens > 200000 maximum", "invalid_request_error", "context"),
    (400, "The response was filtered due to Azure's content management policy.", "content_filter", "refused"),
    (429, "Rate limit reached for requests", "rate_limit_exceeded", "rate"),
    (529, "Overloaded", "overloaded_error", "server"),
    (400, "Invalid value for 'messages'.", "invalid_request_error", "rejected"),
    (200 + 102, "", "", "garbage"),
]


@pytest.mark.parametrize(("status", "message", "code", "fault"), WORDED)
def test_an_error_is_classed_by_what_it_says(status: int, message: str, code: str, fault: str) -> None:
    body = json.dumps({"error": {"message": message, "type": code, "code": code or None}}).encode()
    failure = of_status(status, {}, body, NOON)
    assert failure.fault == fault
    assert message not in failure.detail or not message


@given(status=st.integers(300, 999), body=st.binary(max_size=300), wait=st.text(max_size=30))
def test_every_answer_is_classed_and_no_message_is_quoted(status: int, body: bytes, wait: str) -> None:
    failure = of_status(status, {"retry-after": wait}, body, NOON)
    assert failure.detail.startswith(f"HTTP {status}")
    assert failure.retry_after_s is None or 0 <= failure.retry_after_s <= LONGEST_WAIT_S


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("-5", 0.0),
        ("inf", LONGEST_WAIT_S),
        ("nan", None),
        ("", None),
        ("Mon, 30 Nov 2026 11:00:00 GMT", 0.0),
        ("1.5", 1.5),
    ],
)
def test_a_pause_asked_for_is_read_with_care(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOON) == seconds


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", {"max_tokens"}),
        ("This response_format type is unavailable now", {"schema"}),
        ("No endpoints found that can handle the requested parameters.", {"schema"}),
        ('Unknown name "chat_template_kwargs"', {"reasoning"}),
        ("temperature: Extra inputs are not permitted", {"temperature"}),
        ("max_tokens is too large: 9000. Not supported above 4096.", set()),
        ("The model does not exist", set()),
    ],
)
def test_a_parameter_is_named_by_the_complaint(message: str, named: set[str]) -> None:
    assert refused_parameters(400, json.dumps({"error": {"message": message}}).encode()) == named
    assert refused_parameters(401, message.encode()) == frozenset()


def test_an_error_in_a_good_answer_is_found_only_where_there_is_no_reply() -> None:
    assert of_error_body(b'{"error": null, "choices": [{}]}') is None
    assert of_error_body(b"[]") is None
    found = of_error_body(b'{"error": {"code": "429", "message": "m"}}')
    assert found is not None
    assert found.fault == "rate"
