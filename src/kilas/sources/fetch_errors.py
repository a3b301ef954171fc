"""Turns network and protocol failures into SourceError, with a reason and a next step."""

from __future__ import annotations

import ssl
from collections.abc import Iterable

from kilas.errors import SourceError
from kilas.sources.network_addresses import Address


def named(error: BaseException, address: Address) -> SourceError:
    """Convert an exception of the HTTP client. The first cause that explains the failure decides."""
    import httpcore2

    causes = list(_causes(error))
    # Checked first: a TLS handshake that times out also carries an SSLWantReadError.
    if any(isinstance(cause, (httpcore2.TimeoutException, TimeoutError)) for cause in causes):
        return timed_out(address, "the time limit")
    for cause in causes:
        if isinstance(cause, ssl.SSLError):
            return _tls_error(cause, address)
        if isinstance(cause, ConnectionRefusedError):
            return SourceError(
                f"{address.origin} refuses connections",
                "check the address, or try again later; the site may be down",
                "refused",
            )
    if isinstance(error, httpcore2.ConnectError):
        return SourceError(
            f"{address.origin} cannot be reached",
            "check the address and your network connection, or try again later",
            "unreachable",
        )
    if isinstance(error, (httpcore2.ProtocolError, ValueError)):
        return SourceError(
            f"{address.shown} sends an invalid or incomplete HTTP response",
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
    19: "a certificate from an unknown issuer",
    20: "a certificate from an unknown issuer",
    62: "a certificate for another name",
    64: "a certificate for another address",
}


def _tls_error(error: ssl.SSLError, address: Address) -> SourceError:
    if isinstance(error, ssl.SSLCertVerificationError):
        shows = _TLS_FAULTS.get(error.verify_code, "a certificate that cannot be trusted")
        return SourceError(
            f"{address.origin} uses {shows}",
            "tell the site; if every site fails, check this computer's clock and certificates (SSL_CERT_FILE)",
            "tls",
        )
    return SourceError(
        f"No secure connection to {address.origin} is possible",
        "check that the site supports https",
        "tls",
    )


def timed_out(address: Address, limit: str) -> SourceError:
    return SourceError(
        f"{address.shown} took longer than {limit}", "try again later; the site may be overloaded", "timeout"
    )


def too_large(address: Address, max_bytes: int) -> SourceError:
    return SourceError(
        f"{address.shown} is larger than {max_bytes:,} bytes",
        "give the address of a single article or of a smaller feed",
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
        f"{first.shown} redirects in a loop (some sites do this to visitors without cookies)",
        "open it in a browser and give the final address",
        "redirect_loop",
    )


def too_many_redirects(first: Address, max_redirects: int) -> SourceError:
    return SourceError(
        f"{first.shown} redirects more than {max_redirects} times",
        "open it in a browser and give the final address",
        "too_many_redirects",
    )
