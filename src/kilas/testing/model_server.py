"""A model's server on loopback, OpenAI-compatible, that obeys or fails in any way that one can fail.

`FAULTS` is the table. A route to `server.url("html")` meets the fault "html", one to `server.url()` a model that
answers what it was asked for. No row needs a real model, and each says what Kilas should make of it. The rows that have a
certificate need the folder `certificates`, and a client that trusts their authority (`SSL_CERT_FILE`).
"""

from __future__ import annotations

import gzip
import json
import re
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

from kilas.core.routing import NANO, Fault, Price, Route

Schema = Mapping[str, Any]
_PAUSE_S = 0.05  # between the bytes of an answer that drips
_AS_SCHEMA = re.compile(r"JSON schema:\s*(\{.*\})\s*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the server saw it."""

    path: str
    headers: Mapping[str, str]  # names in lower case
    body: Mapping[str, Any]
    at: float  # on the monotonic clock

    @property
    def schema(self) -> Schema:
        """The schema that the reply should fit, in whatever mode it was asked for."""
        if "response_format" in self.body:
            return dict(self.body["response_format"]["json_schema"]["schema"])
        if "tools" in self.body:
            return dict(self.body["tools"][0]["function"]["parameters"])
        found = _AS_SCHEMA.search(self.text("system"))
        return dict(json.loads(found[1])) if found else {"type": "object"}

    def text(self, role: str = "user") -> str:
        return "\n".join(str(m["content"]) for m in self.body.get("messages", ()) if m["role"] == role)


def example(schema: Schema, root: Schema | None = None) -> Any:
    """A value that fits `schema`: the first choice, the fewest items, short strings.

    >>> example({"type": "object", "properties": {"n": {"enum": [7, 8]}, "t": {"type": "string"}}, "required": ["n", "t"]})
    {'n': 7, 't': 'word'}
    """
    root = root or schema
    if "$ref" in schema:
        return example(root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    for keyword in ("enum", "anyOf"):
        if keyword in schema:
            first = schema[keyword][0]
            return first if keyword == "enum" else example(first, root)
    if "const" in schema:
        return schema["const"]
    kind = schema.get("type", "object")
    return _EXAMPLES[kind if isinstance(kind, str) else kind[0]](schema, root)


def quoted_brief(asked: Asked) -> Any:
    """A brief whose summary quotes the first three sentences that `asked` shows."""
    shown = re.findall(r"^\[(s\d+)\] (.*)$", asked.text(), re.MULTILINE)
    claims = [{"text": text, "cites": [name]} for name, text in shown[:3]]
    return {"summary": [{"lead": "", "claims": claims}], "watch_next": [], "takeaways": [], "insights": []}


_EXAMPLES: Mapping[str, Callable[[Schema, Schema], Any]] = {
    "object": lambda s, root: {
        name: example(s["properties"][name], root) for name in s.get("required", s.get("properties", {}))
    },
    "array": lambda s, root: [example(s["items"], root)] * max(s.get("minItems", 1), 1),
    "string": lambda s, _: "word".ljust(s.get("minLength", 0), "s")[: s.get("maxLength", 1000)],
    "integer": lambda s, _: int(s.get("minimum", 1)),
    "number": lambda s, _: float(s.get("minimum", 0.5)),
    "boolean": lambda _, __: True,
    "null": lambda _, __: None,
}


class _Quiet(ThreadingHTTPServer):
    """Reports no broken connection: clients hang up on faults."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


class ModelServer:
    """Answers by the path of each request; keeps the requests. `reply` makes what the obedient model says.

    A request for a typed decision is answered too: `reply` then gives a probability.

    `certificates` is a folder with `server.pem`, `expired.pem`, `selfsigned.pem` and the key of all, `server.key`. They
    are issued for 127.0.0.1, and not for localhost.
    """

    def __init__(self, reply: Callable[[Asked], Any] | None = None, certificates: Path | None = None) -> None:
        self.reply = reply or (lambda asked: example(asked.schema))
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        self.key = ""  # the one API key that it takes; "" takes any
        self.fault_of: dict[str, str] = {}  # names that stand for another fault for now: {"primary": "500"}
        self._certificates = certificates
        self._listening: dict[str, _Quiet] = {}  # by certificate; "" without TLS
        self.port: int = self._listener("").server_port

    def url(self, name: str = "ok") -> str:
        """Base address of the model with this fault, or of any name put into `fault_of`; "ok" for none.

        Raises ValueError if the fault needs certificates, and the server has none.
        """
        fault = FAULTS.get(name)
        if fault is None or not fault.address:
            return f"http://127.0.0.1:{self.port}/{name}/v1"
        port = self._listener(fault.certificate).server_port
        return fault.address.format(port=port, name=name, closed=_closed_port())

    def _listener(self, certificate: str) -> _Quiet:
        """The server with this certificate, which is started when it is first asked for."""
        if certificate not in self._listening:
            listener = _Quiet(("127.0.0.1", 0), _handler(self))
            listener.daemon_threads = True
            if certificate:
                # The handshake is made in the thread of the connection: one that hangs stops nobody else.
                listener.socket = self._context(certificate).wrap_socket(
                    listener.socket, server_side=True, do_handshake_on_connect=False
                )
            threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True).start()
            self._listening[certificate] = listener
        return self._listening[certificate]

    def _context(self, certificate: str) -> ssl.SSLContext:
        if self._certificates is None:
            raise ValueError("faults of TLS need certificates: ModelServer(certificates=FOLDER)")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._certificates / certificate, self._certificates / "server.key")
        return context

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length", 0))
        body = json.loads(handler.rfile.read(length) or b"{}")
        headers = {name.lower(): value for name, value in handler.headers.items()}
        asked = Asked(handler.path, headers, body, time.monotonic())
        self.asked.append(asked)
        name = handler.path.split("/")[1]
        name = self.fault_of.get(name, name)
        if self.key and headers.get("authorization") != f"Bearer {self.key}":
            name = "401"
        handler.close_connection = True
        obeys = _decide if handler.path.endswith("/systemone") else _valid
        act = FAULTS[name].act if name in FAULTS else obeys
        act(Case(self, handler, asked))

    def seen(self, name: str) -> int:
        """Number of requests that one model got."""
        return sum(asked.path.split("/")[1] == name for asked in self.asked)

    def close(self) -> None:
        self.closing.set()
        for listener in self._listening.values():
            listener.shutdown()
            listener.server_close()

    def __enter__(self) -> ModelServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _handler(server: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            server.answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


@dataclass(frozen=True, slots=True)
class Case:
    """A request about to be answered."""

    server: ModelServer
    handler: BaseHTTPRequestHandler
    asked: Asked

    @property
    def value(self) -> Any:
        """The reply of an obedient model."""
        return self.server.reply(self.asked)

    @property
    def valid(self) -> str:
        return json.dumps(self.value, ensure_ascii=False)

    def send(self, body: bytes, status: int = 200, kind: str = "application/json", /, **headers: str) -> None:
        self.head(status, **{"Content-Type": kind, "Content-Length": str(len(body)), **headers})
        self.handler.wfile.write(body)

    def head(self, status: int = 200, /, **headers: str) -> None:
        self.handler.send_response(status)
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.wfile.flush()

    def write(self, *parts: bytes, pause_s: float = _PAUSE_S) -> None:
        """Send bytes with pauses, until the client or the server goes away."""
        for part in parts:
            if self.server.closing.wait(pause_s):
                return
            self.handler.wfile.write(part)
            self.handler.wfile.flush()

    def wait(self) -> None:
        self.server.closing.wait(30)


def route_to(server: ModelServer, name: str, **facts: Any) -> Route:
    """A route to the model `name` of `server`, at one dollar per million tokens; `facts` are fields of it."""
    plain = Route(
        id=name,
        kind="openai",
        model="tiny",
        base_url=server.url(name),
        vendor=name,
        price=Price(input=NANO, output=NANO),
        timeout_s=10.0,
        deadline_s=20.0,
    )
    return replace(plain, **facts)


Act = Callable[[Case], None]


@dataclass(frozen=True, slots=True)
class ModelFault:
    """A way to fail, and what Kilas should make of it: "ok" where the reply is usable all the same."""

    act: Act
    expected: Fault | Literal["ok"]
    address: str = ""  # where the usual one is not meant
    certificate: str = ""  # of the server at `address`


# What an answer is made of


def completion(case: Case, message: Mapping[str, Any], **other: Any) -> bytes:
    """The body of a chat completion."""
    sent = len(json.dumps(case.asked.body)) // 4
    usage = {"prompt_tokens": sent, "completion_tokens": 20, "total_tokens": sent + 20}
    choice = {
        "index": 0,
        "message": {"role": "assistant", **message},
        "finish_reason": other.pop("finish", "stop"),
    }
    body = {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "tiny-1",
        "choices": [choice],
        "usage": usage,
        **other,
    }
    return json.dumps({name: value for name, value in body.items() if value != _LEFT_OUT}).encode()


_LEFT_OUT = "left out"


def _text(content: str | Callable[[Case], str], **other: Any) -> Act:
    """A reply with this text as its content; as the arguments of a tool where one was asked for."""

    def act(case: Case) -> None:
        text = content if isinstance(content, str) else content(case)
        message: dict[str, Any] = {"content": text}
        if "tools" in case.asked.body:
            called = {"name": case.asked.body["tools"][0]["function"]["name"], "arguments": text}
            message = {
                "content": None,
                "tool_calls": [{"id": "t1", "type": "function", "function": called}],
            }
        case.send(completion(case, message, **other))

    return act


def _valid(case: Case) -> None:
    _text(lambda c: c.valid)(case)


def _message(message: Mapping[str, Any], **other: Any) -> Act:
    return lambda case: case.send(completion(case, message, **other))


def _changed(change: Callable[[dict[str, Any]], Any]) -> Act:
    """The valid reply, changed."""
    return _text(lambda case: json.dumps(change(dict(case.value))))


def _all_fields(value: Any) -> Act:
    """The valid reply with each of its fields the same value."""
    return _changed(lambda valid: dict.fromkeys(valid, value))


def _reasoned(case: Case) -> None:
    case.send(completion(case, {"content": case.valid, "reasoning_content": _THINKING}))


def _first_text(text: str) -> Act:
    """The valid reply with `text` in its first string."""
    return _text(lambda case: json.dumps(_with_text(case.value, [text])))


def _with_text(value: Any, left: list[str]) -> Any:
    if isinstance(value, dict):
        return {name: _with_text(part, left) for name, part in value.items()}
    if isinstance(value, list):
        return [_with_text(part, left) for part in value]
    return left.pop() if isinstance(value, str) and left else value


def _error(status: int, message: str = "It failed.", code: str = "", **headers: str) -> Act:
    body = json.dumps({"error": {"message": message, "type": "error", "code": code or None}}).encode()
    return lambda case: case.send(body, status, "application/json", **headers)


def _body(body: bytes, kind: str = "application/json", **headers: str) -> Act:
    return lambda case: case.send(body, 200, kind, **headers)


def _unless(key: str, act: Act) -> Act:
    """`act` for requests that hold the parameter `key`; a valid reply for others."""
    return lambda case: (act if key in case.asked.body else _valid)(case)


def _decide(case: Case) -> None:
    """A typed decision: the reply is a probability."""
    told = {"supported": {"type": "noul", "noul": case.value}}
    case.send(json.dumps({"model": "tiny", "answers": told, "usage": {"input_tokens": 50}}).encode())


# Acts on the connection


def _reset(case: Case) -> None:
    case.handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    case.handler.connection.close()


def _nothing(case: Case) -> None:
    case.handler.connection.shutdown(socket.SHUT_RDWR)


def _hang(case: Case) -> None:
    case.wait()


def _drip(case: Case) -> None:
    body = completion(case, {"content": case.valid})
    case.head(Content_Type="application/json", Content_Length=str(len(body)))
    case.write(*(body[i : i + 1] for i in range(len(body))))


def _slow_head(case: Case) -> None:
    case.write(b"HTTP/1.1 200 OK\r\n", *(b"X-%d: 1\r\n" % i for i in range(600)))


def _space_for_ever(case: Case) -> None:
    case.head(Content_Type="application/json")
    case.write(*[b" \n"] * 600)


def _comments_for_ever(case: Case) -> None:
    case.head(Content_Type="text/event-stream")
    case.write(*[b": OPENROUTER PROCESSING\n\n"] * 600)


def _stalled(case: Case) -> None:
    body = completion(case, {"content": case.valid})
    case.head(Content_Type="application/json", Content_Length=str(len(body)))
    case.write(body[:60])
    case.wait()


def _cut_off(case: Case) -> None:
    body = completion(case, {"content": case.valid})
    case.head(Content_Type="application/json", Content_Length=str(len(body)))
    case.write(body[: len(body) // 2])


def _broken_chunk(case: Case) -> None:
    case.head(Content_Type="application/json", Transfer_Encoding="chunked")
    case.write(b"zz\r\n{}\r\n")


def _cut_json(case: Case) -> None:
    body = completion(case, {"content": case.valid})
    case.send(body[: len(body) // 2])


def _flood(case: Case) -> None:
    case.head(Content_Type="application/json")
    case.write(b'{"choices":"', *[b"a" * 100_000] * 100, pause_s=0)


def _flood_of_error(case: Case) -> None:
    case.head(500, Content_Type="application/json")
    case.write(*[b"a" * 100_000] * 100, pause_s=0)


_TEN_MEGABYTES = gzip.compress(b" " * 10_000_000, 1)


def _bomb(case: Case) -> None:
    case.send(_TEN_MEGABYTES, 200, "application/json", Content_Encoding="gzip")


def _redirect(case: Case) -> None:
    case.send(b"", 302, "text/plain", Location=f"http://127.0.0.1:{case.server.port}/ok/v1/chat/completions")


def _closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


_HTML = b"<!doctype html><html><title>Sign in</title><h1>Wi-Fi of the hotel</h1></html>"
_THINKING = "First, I count the sentences. There are two."

# The table


FAULTS: Mapping[str, ModelFault] = {
    # no answer
    "refused": ModelFault(_hang, "connect", "http://127.0.0.1:{closed}/v1"),
    "dns": ModelFault(_hang, "connect", "http://model.invalid/v1"),
    # TLS
    "tls": ModelFault(_valid, "ok", "https://127.0.0.1:{port}/{name}/v1", "server.pem"),
    "tls_expired": ModelFault(_valid, "connect", "https://127.0.0.1:{port}/{name}/v1", "expired.pem"),
    "tls_self_signed": ModelFault(_valid, "connect", "https://127.0.0.1:{port}/{name}/v1", "selfsigned.pem"),
    "tls_other_host": ModelFault(_valid, "connect", "https://localhost:{port}/{name}/v1", "server.pem"),
    "tls_none": ModelFault(_valid, "connect", "https://127.0.0.1:{port}/{name}/v1"),  # the port is plain HTTP
    "tls_only": ModelFault(_valid, "connect", "http://127.0.0.1:{port}/{name}/v1", "server.pem"),
    # other addresses
    "scheme": ModelFault(_hang, "config", "ftp://127.0.0.1:{port}/v1"),
    "reset": ModelFault(_reset, "connect"),
    "closed": ModelFault(_nothing, "connect"),
    "hang": ModelFault(_hang, "timeout"),
    "drip": ModelFault(_drip, "timeout"),
    "slow_head": ModelFault(_slow_head, "timeout"),
    "space_for_ever": ModelFault(_space_for_ever, "timeout"),
    "comments_for_ever": ModelFault(_comments_for_ever, "timeout"),
    "stalled": ModelFault(_stalled, "timeout"),
    "cut_off": ModelFault(_cut_off, "connect"),
    "broken_chunk": ModelFault(_broken_chunk, "connect"),
    # statuses
    "400": ModelFault(_error(400), "rejected"),
    "400_context": ModelFault(
        _error(400, "maximum context length is 8192", "context_length_exceeded"), "context"
    ),
    "400_credit": ModelFault(_error(400, "Your credit balance is too low."), "quota"),
    "400_filter": ModelFault(_error(400, "Filtered.", "content_filter"), "refused"),
    "400_location": ModelFault(_error(400, "User location is not supported for the API use."), "region"),
    "400_model": ModelFault(_error(400, "The model `tiny` does not exist", "model_not_found"), "missing"),
    "400_schema": ModelFault(
        _unless("response_format", _error(400, "This response_format type is unavailable now")), "ok"
    ),
    "400_temperature": ModelFault(
        _unless("temperature", _error(400, "Unsupported parameter: 'temperature'")), "ok"
    ),
    "401": ModelFault(_error(401, "Incorrect API key provided: {key}", "invalid_api_key"), "auth"),
    "402": ModelFault(_error(402), "quota"),
    "403": ModelFault(_error(403), "auth"),
    "403_country": ModelFault(_error(403, "No.", "unsupported_country_region_territory"), "region"),
    "403_flagged": ModelFault(_error(403, "Input was flagged"), "refused"),
    "404": ModelFault(_error(404), "missing"),
    "405": ModelFault(_error(405), "config"),
    "408": ModelFault(_error(408), "timeout"),
    "409": ModelFault(_error(409), "server"),
    "413": ModelFault(_error(413), "context"),
    "422": ModelFault(_error(422), "rejected"),
    "425": ModelFault(_error(425), "server"),
    "429": ModelFault(_error(429), "rate"),
    "429_absurd": ModelFault(_error(429, Retry_After="99999999999999"), "rate"),
    "429_date": ModelFault(_error(429, Retry_After="Fri, 31 Dec 2100 23:59:59 GMT"), "rate"),
    "429_garbled": ModelFault(_error(429, Retry_After="soon"), "rate"),
    "429_quota": ModelFault(_error(429, "You exceeded your current quota", "insufficient_quota"), "quota"),
    "429_seconds": ModelFault(_error(429, Retry_After="7"), "rate"),
    "451": ModelFault(_error(451), "region"),
    "500": ModelFault(_error(500), "server"),
    "500_flood": ModelFault(_flood_of_error, "server"),
    "502": ModelFault(_error(502), "server"),
    "503": ModelFault(_error(503, Retry_After="5"), "server"),
    "529": ModelFault(_error(529, "Overloaded"), "server"),
    "redirect": ModelFault(_redirect, "garbage"),
    # answers of status 200 that are none
    "html": ModelFault(_body(_HTML, "text/html"), "garbage"),
    "html_as_json": ModelFault(_body(_HTML), "garbage"),
    "no_body": ModelFault(_body(b""), "garbage"),
    "cut_json": ModelFault(_cut_json, "garbage"),
    "other_json": ModelFault(_body(b'{"status":"ok"}'), "garbage"),
    "list": ModelFault(_body(b"[1,2]"), "garbage"),
    "deep_json": ModelFault(_body(b"[" * 100_000), "garbage"),
    "not_utf8": ModelFault(_body(b'{"choices":"\xff\xfe"}'), "garbage"),
    "flood": ModelFault(_flood, "garbage"),
    "bomb": ModelFault(_bomb, "garbage"),
    "no_choices": ModelFault(_text(lambda c: c.valid, choices=[]), "garbage"),
    "null_choices": ModelFault(_text(lambda c: c.valid, choices=None), "garbage"),
    "error_in_200": ModelFault(_body(b'{"error":{"code":502,"message":"Provider failed"}}'), "server"),
    "rate_in_200": ModelFault(_body(b'{"error":{"code":429,"message":"Slow down"}}'), "rate"),
    # text that is not the object asked for
    "prose": ModelFault(_text("The council met on Monday."), "invalid"),
    "empty": ModelFault(_text(""), "invalid"),
    "space": ModelFault(_text(" \n\t "), "invalid"),
    "null_content": ModelFault(_message({"content": None}), "invalid"),
    "refusal": ModelFault(_text("I'm sorry, but I can't help with that."), "invalid"),
    "as_an_ai": ModelFault(_text("As an AI language model, I cannot read news."), "invalid"),
    "echo": ModelFault(_text(lambda c: c.asked.text("system")), "invalid"),
    "copied": ModelFault(_text(lambda c: c.asked.text()), "invalid"),
    "other_language": ModelFault(_text("Совет собрался в понедельник."), "invalid"),
    "two_values": ModelFault(_text(lambda c: f"{c.valid}\n{c.valid}"), "invalid"),
    "prose_around": ModelFault(_text(lambda c: f"Here it is: {c.valid}"), "invalid"),
    "fenced_prose": ModelFault(_text(lambda c: f"Here:\n```json\n{c.valid}\n```"), "invalid"),
    "fenced": ModelFault(_text(lambda c: f"```json\n{c.valid}\n```"), "ok"),
    "repeated_field": ModelFault(_text(lambda c: f"{c.valid[:-1]}, {c.valid[1:]}"), "invalid"),
    "byte_order_mark": ModelFault(_text(lambda c: "\ufeff" + c.valid), "invalid"),
    "n_comma": ModelFault(_text(lambda c: c.valid[:-1] + ",}"), "invalid"),
    "n_comment": ModelFault(_text(lambda c: c.valid[:-1] + "/* end */}"), "invalid"),
    "n_single_quotes": ModelFault(_text(lambda c: c.valid.replace('"', "'")), "invalid"),
    "n_unquoted": ModelFault(_text(lambda c: re.sub(r'"(\w+)":', r"\1:", c.valid)), "invalid"),
    "n_open": ModelFault(_text(lambda c: c.valid[:-1]), "invalid"),
    "n_open_deep": ModelFault(_text("[" * 50_000), "invalid"),
    "n_nan": ModelFault(_text('{"n": NaN}'), "invalid"),
    "n_infinite": ModelFault(_text('{"n": 1e999}'), "invalid"),
    "n_leading_zero": ModelFault(_text('{"n": 012}'), "invalid"),
    "n_huge_number": ModelFault(_text(f'{{"n": {"9" * 5000}}}'), "invalid"),
    "n_raw_newline": ModelFault(_text('{"n": "a\nb"}'), "invalid"),
    "n_bad_escape": ModelFault(_text('{"n": "\\x41"}'), "invalid"),
    # objects that do not fit
    "extra_field": ModelFault(_changed(lambda v: {**v, "note": "x"}), "invalid"),
    "no_fields": ModelFault(_text("{}"), "invalid"),
    "in_a_list": ModelFault(_changed(lambda v: [v]), "invalid"),
    "null": ModelFault(_text("null"), "invalid"),
    "null_fields": ModelFault(_all_fields(None), "invalid"),
    "all_strings": ModelFault(_changed(lambda v: {name: str(part) for name, part in v.items()}), "invalid"),
    "all_true": ModelFault(_all_fields(True), "invalid"),
    "all_floats": ModelFault(_all_fields(1.0), "invalid"),
    "thousand_items": ModelFault(_all_fields([1] * 1000), "invalid"),
    "long_text": ModelFault(_first_text("long " * 5000), "invalid"),
    "lone_surrogate": ModelFault(_first_text("a\ud800b"), "invalid"),
    "nul": ModelFault(_first_text("a\0b"), "invalid"),
    "bidirectional": ModelFault(_first_text("a\u202eb"), "invalid"),
    "zero_width": ModelFault(_first_text("a\u200bb"), "invalid"),
    "tag_characters": ModelFault(_first_text("a\U000e0041b"), "invalid"),
    "private_use": ModelFault(_first_text("a\ue000b"), "invalid"),
    "unassigned": ModelFault(_first_text("a\u0378b"), "invalid"),
    # markup in fields, which is taken off
    "html_field": ModelFault(_first_text("</p><p class='lead'>Hello</p><script>alert(1)</script>"), "ok"),
    "markdown_field": ModelFault(_first_text("**Hello** [you](https://example.org/)"), "ok"),
    "entities": ModelFault(_first_text("5&nbsp;% &lt;b&gt;more&lt;/b&gt;"), "ok"),
    # what the model does instead
    "tool_call": ModelFault(
        _message(
            {
                "content": None,
                "tool_calls": [
                    {"id": "t", "type": "function", "function": {"name": "sh", "arguments": '{"c":"ls"}'}}
                ],
            },
            finish="tool_calls",
        ),
        "invalid",
    ),
    "refusal_field": ModelFault(_message({"content": None, "refusal": "I won't."}), "refused"),
    "reasoning_field": ModelFault(_reasoned, "ok"),
    "thinking": ModelFault(_text(lambda c: f"<think>{_THINKING} {{}}</think>\n{c.valid}"), "ok"),
    "thinking_unopened": ModelFault(_text(lambda c: f"{_THINKING}</think>\n{c.valid}"), "ok"),
    "thinking_unended": ModelFault(_text(lambda c: f"<think>{_THINKING} {c.valid}"), "invalid"),
    "length": ModelFault(_text(lambda c: c.valid, finish="length"), "length"),
    "length_cut": ModelFault(_text(lambda c: c.valid[:-5], finish="length"), "length"),
    "filtered": ModelFault(_text(lambda c: c.valid, finish="content_filter"), "refused"),
    "finish_null": ModelFault(_text(lambda c: c.valid, finish=None), "ok"),
    "finish_unknown": ModelFault(_text(lambda c: c.valid, finish="eos"), "ok"),
    # usage
    "usage_missing": ModelFault(_text(lambda c: c.valid, usage=_LEFT_OUT), "ok"),
    "usage_null": ModelFault(_text(lambda c: c.valid, usage=None), "ok"),
    "usage_zero": ModelFault(
        _text(
            lambda c: c.valid, usage=dict.fromkeys(("prompt_tokens", "completion_tokens", "total_tokens"), 0)
        ),
        "ok",
    ),
    "usage_negative": ModelFault(
        _text(lambda c: c.valid, usage={"prompt_tokens": -9, "completion_tokens": -9, "total_tokens": -18}),
        "ok",
    ),
    "usage_huge": ModelFault(
        _text(
            lambda c: c.valid, usage={"prompt_tokens": 10**15, "completion_tokens": 10**15, "total_tokens": 1}
        ),
        "ok",
    ),
    "usage_words": ModelFault(_text(lambda c: c.valid, usage={"prompt_tokens": "many"}), "garbage"),
    "cost_absurd": ModelFault(
        _text(
            lambda c: c.valid,
            usage={"prompt_tokens": 50, "completion_tokens": 20, "total_tokens": 70, "cost": 1e9},
        ),
        "ok",
    ),
    "model_missing": ModelFault(_text(lambda c: c.valid, model=_LEFT_OUT), "garbage"),
}
