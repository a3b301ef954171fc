"""What went wrong on the way to an answer: the reason it is known by, and what to try."""

from __future__ import annotations

import ssl
from collections.abc import Iterable

from kilas.errors import SourceError
from kilas.sources.network_addresses import Address


def named(error: BaseException, address: Address) -> SourceError:
    """A foreign exception as ours: the first cause that says what happened decides."""
    import httpcore2

    causes = list(_causes(error))
    # First of all, for a handshake cut short by the clock carries an SSLWantReadError with it.
    if any(isinstance(cause, (httpcore2.TimeoutException, TimeoutError)) for cause in causes):
        return timed_out(address, "the time allowed")
    for cause in causes:
        if isinstance(cause, ssl.SSLError):
            return _tls_error(cause, address)
        if isinstance(cause, ConnectionRefusedError):
            return SourceError(
                f"{address.origin} refuses connections",
                "check the address; the site may be down, so try again later",
                "refused",
            )
    if isinstance(error, httpcore2.ConnectError):
        return SourceError(
            f"{address.origin} cannot be reached",
            "check the address and your connection; try again later",
            "unreachable",
        )
    if isinstance(error, (httpcore2.ProtocolError, ValueError)):
        return SourceError(
            f"{address.shown} sent an invalid or incomplete HTTP response",
            "try again later; if it keeps failing, tell the site",
            "bad_response",
        )
    return SourceError(f"{address.shown} closed the connection", "try again later", "reset")


def _causes(error: BaseException | None) -> Iterable[BaseException]:
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


# OpenSSL's X509_V_ERR numbers, from <openssl/x509_vfy.h>.
_TLS_FAULTS = {
    9: "a certificate that is not valid yet",
    10: "a certificate that has expired",
    18: "a self-signed certificate",
    19: "a certificate from an unknown authority",
    20: "a certificate from an unknown authority",
    62: "a certificate issued for another name",
    64: "a certificate issued for another address",
}


def _tls_error(error: ssl.SSLError, address: Address) -> SourceError:
    if isinstance(error, ssl.SSLCertVerificationError):
        shows = _TLS_FAULTS.get(error.verify_code, "a certificate that cannot be trusted")
        return SourceError(
            f"{address.origin} presented {shows}",
            "tell the site; if every site fails like this, check this computer's clock and its certificates (SSL_CERT_FILE)",
            "tls",
        )
    return SourceError(
        f"No secure connection to {address.origin} could be made",
        "check whether the site supports https",
        "tls",
    )


def timed_out(address: Address, limit: str) -> SourceError:
    return SourceError(
        f"{address.shown} took longer than {limit}", "try again later; the site may be overloaded", "timeout"
    )


def too_large(address: Address, max_bytes: int) -> SourceError:
    return SourceError(
        f"{address.shown} is larger than {max_bytes:,} bytes",
        "give the address of a single article or a smaller feed",
        "too_large",
    )


def bad_encoding(address: Address, fault: str) -> SourceError:
    return SourceError(
        f"The response of {address.shown} {fault}",
        "try again later; if it keeps failing, tell the site",
        "bad_encoding",
    )


def redirect_loop(first: Address) -> SourceError:
    return SourceError(
        f"{first.shown} redirects in a circle (some sites do so to visitors without cookies)",
        "open it in a browser and give the address it ends at",
        "redirect_loop",
    )


def too_many_redirects(first: Address, max_redirects: int) -> SourceError:
    return SourceError(
        f"{first.shown} redirects more than {max_redirects} times",
        "open it in a browser and give the address it ends at",
        "too_many_redirects",
    )
