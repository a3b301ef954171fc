"""Language models of a few megabytes, made on the spot, in the file format of llama.cpp (GGUF, version 3).

They know nothing, but everything around them is real: the server that loads them, its grammar, its tokens. `random`
writes noise, `bigrams` letters that follow each other as in a text, `decisions` answers typed questions
(`/v1/systemone`) by chance. The same arguments give the same bytes.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float32]

_CONTEXT = 8192  # tokens
_HEADS = 4
_ALIGNMENT = 32  # bytes
_ALL_F32 = 0  # kinds of files and of tensors, by their numbers in the format
_UNKNOWN, _CONTROL, _BYTE, _NORMAL = 2, 3, 6, 1  # kinds of tokens
_SPACE = "\u2581"
_TOKENS: tuple[tuple[str, int], ...] = (
    ("<unk>", _UNKNOWN),
    ("<s>", _CONTROL),
    ("</s>", _CONTROL),
    *((f"<0x{byte:02X}>", _BYTE) for byte in range(256)),
    *((letter, _NORMAL) for letter in (_SPACE, *map(chr, range(33, 127)))),
)
_NUMBER = {token: number for number, (token, _) in enumerate(_TOKENS)}
_SPACE_NUMBER = _NUMBER[_SPACE]
_START, _END, _FIRST_BYTE = _NUMBER["<s>"], _NUMBER["</s>"], _NUMBER["<0x00>"]
_CHAT = (
    "{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] }}\n{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
_DECISION = (
    "State: {{ state if state is string else state | tojson }}\nQuestion: {{ instructions }}\n"
    "{% for o in options %}{{ 'ABCDEFGHIJ'[loop.index0] }}: {{ o.key }}\n{% endfor %}Answer: "
)


def random(path: Path, seed: int = 0) -> Path:
    """Write a model whose weights are noise. It prefers letters to raw bytes, and ends its strings."""
    layers = _Layers(width=128, inner=256, count=2, noise=np.random.default_rng(seed))
    return _write(path, layers, *_noise(layers))


def decisions(path: Path, seed: int = 0) -> Path:
    """Write a model of typed decisions whose weights are noise: its answers depend on all that it is shown."""
    layers = _Layers(width=128, inner=256, count=2, noise=np.random.default_rng(seed))
    told = {"llama.decision.type": "openjev", "tokenizer.chat_template.systemone": _DECISION}
    return _write(path, layers, *_noise(layers), told)


def bigrams(path: Path, text: str) -> Path:
    """Write a model in which each character follows the one before as often as it does in `text`."""
    size = len(_TOKENS)
    layers = _Layers(width=-(-size // 32) * 32, inner=-(-size // 32) * 32, count=1)
    follows = np.full((size, size), 0.01)
    follows[:, :_SPACE_NUMBER] = (
        1e-6  # raw bytes and marks: a grammar would take them for the letters they stand for
    )
    read = [_START, *(_number(letter) for letter in text), _END]
    for (one, next_one), times in Counter(pairwise(read)).items():
        follows[one, next_one] += times
    # The embedding of a token is its own dimension, so that the output's row for a successor picks log P(next | token).
    output = np.zeros((size, layers.width), np.float32)
    output[:, :size] = np.log(follows / follows.sum(1, keepdims=True)).T
    norm = np.full(layers.width, layers.width**-0.5, np.float32)
    return _write(path, layers, np.eye(size, layers.width, dtype=np.float32), norm, output)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layers:
    """The shape of a network, and where its weights come from; without noise they are zero."""

    width: int
    inner: int
    count: int
    noise: np.random.Generator | None = None

    def matrix(self, *shape: int) -> Weights:
        if self.noise is None:
            return np.zeros(shape, np.float32)
        return (self.noise.standard_normal(shape) * 0.08).astype(np.float32)

    def tensors(self) -> Mapping[str, Weights]:
        made: dict[str, Weights] = {}
        for number in range(self.count):
            name = f"blk.{number}.{{}}.weight".format
            made |= {name(norm): np.ones(self.width, np.float32) for norm in ("attn_norm", "ffn_norm")}
            square = ("attn_q", "attn_k", "attn_v", "attn_output")
            made |= {name(part): self.matrix(self.width, self.width) for part in square}
            made |= {name(part): self.matrix(self.inner, self.width) for part in ("ffn_gate", "ffn_up")}
            made[name("ffn_down")] = self.matrix(self.width, self.inner)
        return made


def _noise(layers: _Layers) -> tuple[Weights, Weights, Weights]:
    """Embedding, last norm and output. One dimension of the embedding is the same for all tokens: the output's bias."""
    embedding, output = (layers.matrix(len(_TOKENS), layers.width) for _ in range(2))
    embedding[:, 0] = 2
    # Raw bytes would make text that is not UTF-8, which llama-server takes for an error of its own.
    output[:, 0] = [-3.0 if kind == _BYTE else 0.0 for _, kind in _TOKENS]
    output[_NUMBER['"'], 0] = 0.4
    return embedding, np.ones(layers.width, np.float32), output


def _number(letter: str) -> int:
    token = _SPACE if letter == " " else letter
    return _NUMBER.get(token, _FIRST_BYTE + ord(letter) % 256)


def _write(
    path: Path,
    layers: _Layers,
    embedding: Weights,
    norm: Weights,
    output: Weights,
    more: Mapping[str, Any] | None = None,
) -> Path:
    facts: dict[str, Any] = {
        "general.architecture": "llama",
        "general.name": "kilas-tiny",
        "general.license": "CC0-1.0",
        "general.file_type": _ALL_F32,
        "llama.context_length": _CONTEXT,
        "llama.embedding_length": layers.width,
        "llama.block_count": layers.count,
        "llama.feed_forward_length": layers.inner,
        "llama.attention.head_count": _HEADS,
        "llama.attention.head_count_kv": _HEADS,
        "llama.attention.layer_norm_rms_epsilon": 1e-6,
        "llama.rope.dimension_count": layers.width // _HEADS,
        "llama.vocab_size": len(_TOKENS),
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.pre": "default",
        "tokenizer.ggml.tokens": [token for token, _ in _TOKENS],
        "tokenizer.ggml.scores": [-float(number) for number in range(len(_TOKENS))],
        "tokenizer.ggml.token_type": [kind for _, kind in _TOKENS],
        "tokenizer.ggml.bos_token_id": _START,
        "tokenizer.ggml.eos_token_id": _END,
        "tokenizer.ggml.unknown_token_id": _NUMBER["<unk>"],
        "tokenizer.ggml.add_bos_token": True,
        "tokenizer.ggml.add_space_prefix": False,
        "tokenizer.chat_template": _CHAT,
        **(more or {}),
    }
    tensors = {
        "token_embd.weight": embedding,
        "output_norm.weight": norm,
        "output.weight": output,
        **layers.tensors(),
    }
    path.write_bytes(_packed(facts, tensors))
    return path


# The file format: facts, what the tensors are called, and their numbers, little-endian


def _packed(facts: Mapping[str, Any], tensors: Mapping[str, Weights]) -> bytes:
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(facts))
    head += b"".join(_string(name) + _typed(value) for name, value in facts.items())
    data = b""
    for name, tensor in tensors.items():
        shape = struct.pack(f"<I{tensor.ndim}Q", tensor.ndim, *reversed(tensor.shape))
        head += _string(name) + shape + struct.pack("<IQ", _ALL_F32, len(data))
        data += _filled(np.ascontiguousarray(tensor, "<f4").tobytes())
    return _filled(head) + data


def _typed(value: Any) -> bytes:
    kind, raw = _value(value)
    return struct.pack("<I", kind) + raw


def _value(value: Any) -> tuple[int, bytes]:
    """Number of a value's type, and the value."""
    if isinstance(value, bool):
        return 7, struct.pack("<?", value)
    if isinstance(value, int):
        return 4, struct.pack("<I", value)
    if isinstance(value, float):
        return 6, struct.pack("<f", value)
    if isinstance(value, str):
        return 8, _string(value)
    return 9, _array(value)


def _array(values: Sequence[Any]) -> bytes:
    if isinstance(values[0], int):  # signed in lists, unsigned alone: llama.cpp takes nothing else
        return struct.pack(f"<IQ{len(values)}i", 5, len(values), *values)
    packed = [_value(value) for value in values]
    return struct.pack("<IQ", packed[0][0], len(packed)) + b"".join(raw for _, raw in packed)


def _string(text: str) -> bytes:
    raw = text.encode()
    return struct.pack("<Q", len(raw)) + raw


def _filled(raw: bytes) -> bytes:
    """`raw` with zeros up to the next boundary."""
    return raw + bytes(-len(raw) % _ALIGNMENT)
