# SPEC.md, Part I, "Stanza" and "Container".
import base64, hmac, re
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
import xwing
from foundations import *

# Stanza: HPKE, base mode, X-Wing, HKDF-SHA256, ChaCha20Poly1305, one message

SUITE = b"HPKE" + bytes.fromhex("647a00010003")


def hpke_key_and_nonce(shared):
    labeled = lambda label, data: b"HPKE-v1" + SUITE + label + data
    extract = lambda salt, data: hmac.new(salt, data, "sha256").digest()
    context = b"\0" + extract(b"", labeled(b"psk_id_hash", b"")) + extract(b"", labeled(b"info_hash", b"age-encryption.org/mlkem768x25519"))
    secret = extract(shared, labeled(b"secret", b""))
    return [expand(secret, length.to_bytes(2, "big") + labeled(label, context), length, "sha256") for label, length in ((b"key", 32), (b"base_nonce", 12))]


def chacha(key, nonce, sealed):
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, sealed, None)
    except InvalidTag:
        return None


def unwrap(seed, ciphertext, body):
    """The file key, or None where the stanza is not for this seed."""
    return chacha(*hpke_key_and_nonce(xwing.decapsulate(seed, ciphertext)), body)


def plain64(text, length):
    must(re.fullmatch(r"[A-Za-z0-9+/]*", text) and len(text) % 4 != 1, "base64")
    data = base64.b64decode(text + "=" * (-len(text) % 4))
    must(base64.b64encode(data).decode().rstrip("=") == text and len(data) == length, "base64")
    return data


def parse_stanza(arguments, body):
    must(len(arguments) == 2, "arguments")
    must(len(body) == 32, "body")
    return plain64(arguments[1], 1120)


# Container

def parse_header(reader):
    """[(ciphertext, sealed file key)], header up to its MAC, MAC."""
    must(reader.take(22) == b"age-encryption.org/v1\n", "version")
    stanzas = []
    while (start := reader.take(4)) == b"-> m":
        must(len(stanzas) <= 1000, "too many stanzas")
        lines = (start + reader.take(1553)).decode("latin-1").split("\n")
        must(len(lines) == 3 and lines[0].startswith("-> mlkem768x25519 ") and lines[2] == "", "stanza")
        stanzas.append((plain64(lines[0][18:], 1120), plain64(lines[1], 32)))
    must(start == b"--- " and stanzas, "header")
    header = reader.data[: reader.at - 1]
    mac = reader.take(44).decode("latin-1")
    must(mac[43] == "\n", "MAC")
    return stanzas, header, plain64(mac[:43], 32)


def parse_container(data):
    """Stanzas, header, MAC, payload."""
    must(len(data) <= 8388608, "container too long")
    reader = Reader(data)
    stanzas, header, mac = parse_header(reader)
    must(len(stanzas) >= 2, "too few stanzas")
    payload = reader.rest()
    sealed = len(payload) - 16
    must(sealed % 65552 not in range(1, 17), "chunks of the payload")
    size = sealed - 16 * -(-sealed // 65552)
    must(size >= 4096 and padme(size) == size, "length of the payload")
    return stanzas, header, mac, payload


def hkdf_sha256(key, salt, info):
    return expand(hmac.new(salt, key, "sha256").digest(), info, 32, "sha256")


def open_payload(file_key, payload):
    key, chunks = hkdf_sha256(file_key, payload[:16], b"payload"), payload[16:]
    plaintext, count = b"", max(1, -(-len(chunks) // 65552))
    for i in range(count):
        last = i == count - 1
        chunk = chacha(key, i.to_bytes(11, "big") + bytes([last]), chunks[i * 65552:(i + 1) * 65552])
        must(chunk is not None and (chunk or not last or i == 0), "chunk")
        plaintext += chunk
    return plaintext


def check_mac(file_key, header, mac):
    must(hmac.compare_digest(hmac.new(hkdf_sha256(file_key, b"", b"header"), header, "sha256").digest(), mac), "MAC")


def open_stanza(stanzas, tries, seeds):
    opened = next(((i, seed, key) for i in tries for seed in seeds if (key := unwrap(seed, *stanzas[i])) is not None), None)
    must(opened, "no stanza opens")
    return opened
