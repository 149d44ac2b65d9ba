# SPEC.md, Part I, "Signatures" and "Signed objects", with the kinds of fields that they are made of.
import hashlib
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from foundations import *

# Signatures

P, L = 2 ** 255 - 19, 2 ** 252 + 27742317777372353535851937790883648493
ORDER_8 = [int.from_bytes(bytes.fromhex(y), "little") for y in (
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")]
SMALL_ORDER = {0, 1, P - 1, *ORDER_8}


def strict_point(encoded):
    y = int.from_bytes(encoded, "little") & 2 ** 255 - 1
    must(y < P and y not in SMALL_ORDER, "point not canonical or of small order")


def verify_ed25519(key, message, signature):
    must(len(key) == 32 and len(signature) == 64, "signature length")
    must(int.from_bytes(signature[32:], "little") < L, "S is not below L")
    strict_point(key)
    strict_point(signature[:32])
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        raise Refused("signature")


# Signed objects. A kind is a function that refuses what is not of it.

def is_id(x):
    must(isinstance(x, str) and len(x) == 22 and len(b64(x)) == 16, "id")


def of_bytes(length):
    return lambda x: must(isinstance(x, str) and len(b64(x)) == length, f"{length} bytes")


is_hash = of_bytes(32)


def is_count(x):
    must(type(x) is int and 0 <= x < 2 ** 53, "integer")


def is_moment(x):
    is_count(x)
    must(x <= 8640000000000000, "moment")


def is_moment_in_seconds(x):
    is_count(x)
    must(x <= 8640000000000, "moment")


def is_flag(x):
    must(type(x) is bool, "boolean")


def is_address(x):
    must(isinstance(x, str) and normalise_address(x) == x, "address")


def line(least, most):
    return lambda x: must(isinstance(x, str) and least <= units(x) <= most and not controls(x), "line")


def whole(low, high):
    return lambda x: must(type(x) is int and low <= x <= high, "number")


def one_of(*values):
    return lambda x: must(any(type(x) is type(v) and x == v for v in values), "value")


def or_null(kind):
    return lambda x: None if x is None else kind(x)


def record(**kinds):
    def check(x):
        must(isinstance(x, dict) and set(x) == set(kinds), "fields")
        for name, kind in kinds.items():
            kind(x[name])
    return check


def list_of(kind, least, most):
    def check(x):
        must(isinstance(x, list) and least <= len(x) <= most, "number of elements")
        for each in x:
            kind(each)
    return check


def read_signed(obj, type, kind, limit=16384):
    """The fields. Nothing is known yet about who signed."""
    must(isinstance(obj.get("json"), str) and isinstance(obj.get("signatures"), list), "signed object")
    fields = parse_json(obj["json"].encode("utf-8", "surrogatepass"), limit)
    kind(fields)
    must(fields["type"] == type, "type")
    return fields


def verify_signed(obj, type, keys):
    must(len(obj["signatures"]) == len(keys), "number of signatures")
    message = b"sealpost/v1/" + type.encode() + b"\0" + hashlib.sha512(obj["json"].encode()).digest()
    for key, signature in zip(keys, obj["signatures"]):
        verify_ed25519(key, message, b64(signature))


def name_of(obj):
    return fingerprint(obj["json"].encode())
