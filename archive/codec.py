"""Readings as bytes and back: what is kept in the cache and what workers send.

The form is MessagePack, and it is decoded against the types of `records`: bytes that do not fit them are an error,
and nothing in them can name code to run.
"""

import hashlib
import zlib
from collections.abc import Hashable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from records import PaperReading

if TYPE_CHECKING:
    import msgspec


Made = TypeVar("Made")


class CodecError(Exception):
    """The bytes are no reading of this version of the program."""


def encoded(reading: PaperReading) -> bytes:
    """A reading as bytes; the same reading gives the same bytes."""
    return _encoder().encode(reading)


def decoded(data: bytes) -> PaperReading:
    """The reading that the bytes hold. Raises CodecError."""
    import msgspec

    try:
        return cast(PaperReading, _decoder_of(cast(Hashable, PaperReading)).decode(data))
    except msgspec.DecodeError as error:  # ValidationError is one
        raise CodecError(str(error)) from error


def packed(value: object) -> bytes:
    """Any value that is made of records and plain values, as bytes."""
    import msgspec

    return zlib.compress(msgspec.msgpack.Encoder(decimal_format="string").encode(value), 1)


def unpacked(data: bytes, kind: type[Made]) -> Made:
    """The value of the given type that `packed` was given. Raises CodecError."""
    import msgspec

    try:
        return cast(Made, _decoder_of(cast(Hashable, kind)).decode(zlib.decompress(data)))
    except (zlib.error, msgspec.DecodeError) as error:
        raise CodecError(str(error)) from error


def digest_of(value: object) -> str:
    """Hash of any value that is made of records, mappings, sets and plain values; paths count as texts."""
    import msgspec

    encoder = msgspec.msgpack.Encoder(enc_hook=str, decimal_format="string", order="deterministic")
    return hashlib.sha256(encoder.encode(value)).hexdigest()


@cache
def _encoder() -> "msgspec.msgpack.Encoder":
    import msgspec

    return msgspec.msgpack.Encoder(decimal_format="string")


@cache
def _decoder_of(kind: Hashable) -> "msgspec.msgpack.Decoder[Any]":
    import msgspec

    return msgspec.msgpack.Decoder(cast(type[Any], kind))
