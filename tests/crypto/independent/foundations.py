# SPEC.md, Part I, from "Terms" to "Addresses", and "Padding": what every format stands on. Written from SPEC.md, with no code or library of ours.
import base64, hashlib, hmac, json, re, unicodedata
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class Refused(Exception):
    """A reader MUST refuse. The text is for whoever runs this."""


def must(condition, what):
    if not condition:
        raise Refused(what)


# Terms

def b64(text):
    must(isinstance(text, str) and re.fullmatch(r"[A-Za-z0-9_-]*", text) and len(text) % 4 != 1, "base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    must(text64(data) == text, "base64url, unused bits")
    return data


def text64(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def sha256(data):
    return hashlib.sha256(data).digest()


def fingerprint(data):
    return text64(sha256(data))


def u32(number):
    return number.to_bytes(4, "big")


def prefixed(data):
    return u32(len(data)) + data


def utf8(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("UTF-8")


def units(text):
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-be", "surrogatepass")) // 2


WHITE_SPACE = {*"\t\n\v\f\r\u2028\u2029\ufeff", *(chr(c) for c in range(0x3001) if unicodedata.category(chr(c)) == "Zs")}


def white_space(text):
    return any(c in WHITE_SPACE for c in text)


def controls(text):
    return any(unicodedata.category(c) == "Cc" for c in text)


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, length):
        must(length <= len(self.data) - self.at, "ends too early")
        self.at += length
        return self.data[self.at - length:self.at]

    def take_prefixed(self, limit):
        length = int.from_bytes(self.take(4), "big")
        must(length <= limit, "part too long")
        return self.take(length)

    def rest(self):
        return self.take(len(self.data) - self.at)


# Derivation

def expand(prk, info, length, digest="sha512"):
    out, block, counter = b"", b"", 1
    while len(out) < length:
        block = hmac.new(prk, block + info + bytes([counter]), digest).digest()
        out, counter = out + block, counter + 1
    return out[:length]


def derive(key, label):
    return expand(key, b"sealpost/v1/" + label.encode(), 32)


# Cobblestone, Seal

def cobblestone_keys(key, context, record, salt):
    """AES-256-GCM, the nonce of record i, the commitment."""
    must(len(key) == 32, "key length")
    prefix = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" if record == 16384 else b"sealpost/v1/chunked+AEAD_AES_256_GCM\0" + u32(record)
    derived = expand(key, prefix + salt + context, 76)
    base = int.from_bytes(derived[32:44], "big")
    return AESGCM(derived[:32]), lambda i: (base ^ i).to_bytes(12, "big"), derived[44:]


def cobblestone_open(key, context, record, sealed):
    full, rest = divmod(len(sealed) - 56, record + 16)
    must(len(sealed) >= 72 and rest >= 16, "no plaintext has this length")
    aes, nonce, commitment = cobblestone_keys(key, context, record, sealed[:24])
    must(hmac.compare_digest(commitment, sealed[24:56]), "commitment")
    records = [sealed[56 + i * (record + 16):56 + (i + 1) * (record + 16)] for i in range(full + 1)]
    try:
        return b"".join(aes.decrypt(nonce(i), each, None) for i, each in enumerate(records))
    except InvalidTag:
        raise Refused("a record does not authenticate")


def cobblestone_seal(key, context, record, salt, plaintext):
    aes, nonce, commitment = cobblestone_keys(key, context, record, salt)
    records = [plaintext[i * record:(i + 1) * record] for i in range(len(plaintext) // record + 1)]
    return salt + commitment + b"".join(aes.encrypt(nonce(i), each, None) for i, each in enumerate(records))


def seal_context(purpose, owner, name, version):
    return b"sealpost/v1/seal\0" + b"".join(map(prefixed, [purpose.encode(), owner.encode(), name.encode(), version.to_bytes(8, "big")]))


def seal_open(key, purpose, owner, name, version, sealed):
    return cobblestone_open(key, seal_context(purpose, owner, name, version), 16384, sealed)


def seal(key, purpose, owner, name, version, salt, plaintext):
    return cobblestone_seal(key, seal_context(purpose, owner, name, version), 16384, salt, plaintext)


# Canonical JSON

def canonical(value):
    def sort(x):
        if isinstance(x, dict):
            return {k: sort(x[k]) for k in sorted(x, key=lambda k: k.encode("utf-16-be", "surrogatepass"))}
        return [sort(y) for y in x] if isinstance(x, list) else x
    return json.dumps(sort(value), ensure_ascii=False, separators=(",", ":"))


def integer(digits):
    must(abs(int(digits)) < 2 ** 53, "number")
    return int(digits)


def no_number(text):
    raise Refused(f"number {text}")


def parse_json(data, limit, depth=32):
    must(len(data) <= limit, "JSON too long")
    text = utf8(data)
    level = 0
    for token in re.finditer(r'"(?:\\.|[^"\\])*"|[\[{]|[\]}]', text, re.S):
        level += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        must(level <= depth, "JSON too deep")
    try:
        value = json.loads(text, parse_int=integer, parse_float=no_number, parse_constant=no_number)
        must(canonical(value).encode() == data, "not canonical")
    except (ValueError, UnicodeEncodeError):
        raise Refused("JSON")
    return value


# Addresses. The URL Standard's host parser is stood in for by NFKC, lower case and Punycode: enough for names of letters and digits.

ATOM = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]")


def label(text):
    text = unicodedata.normalize("NFKC", text).lower()
    text = unicodedata.normalize("NFC", text)
    if text.startswith("xn--"):
        try:
            plain = text[4:].encode().decode("punycode")
        except UnicodeError:
            raise Refused("Punycode")
        must(all(unicodedata.category(c)[0] in "LMN" or c == "-" for c in plain) and label(plain) == text, "A-label")
    must(all(unicodedata.category(c)[0] in "LMN" or c == "-" for c in text), "domain")
    text = text if text.isascii() else "xn--" + text.encode("punycode").decode()
    must(re.fullmatch(r"(?!-)[a-z0-9-]{1,63}(?<!-)", text), "domain label")
    return text


def normalise_address(typed):
    local, at, domain = unicodedata.normalize("NFC", typed.strip("".join(WHITE_SPACE))).rpartition("@")
    must(at and local and domain, "@")
    local = unicodedata.normalize("NFC", local.lower())
    must(len(local.encode()) <= 64, "local part too long")
    for atom in local.split("."):
        must(atom and all(ATOM.match(c) or (c > "\x7f" and unicodedata.category(c)[0] in "LMN") for c in atom), "local part")
    must(not re.search(r"[/\\?#@:%\[\]<>^|`{}\"]", domain) and not white_space(domain) and not controls(domain), "domain")
    labels = [label(each) for each in domain.split(".")]
    must(len(labels) >= 2 and not re.fullmatch(r"[0-9]+|0x[0-9a-f]*", labels[-1]), "domain")
    domain = ".".join(labels)
    must(len(domain) <= 253 and len(local) + 1 + len(domain) <= 254, "address too long")
    return f"{local}@{domain}"


# Padding

def padme(length):
    if length < 2:
        return length
    e = length.bit_length() - 1
    unit = 1 << max(0, e - e.bit_length())
    return -(-length // unit) * unit
