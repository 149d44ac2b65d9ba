# SPEC.md, Part I, from "Body" to "Pass"; and, since they are a container, "Practice texts".
import base64, hmac, ipaddress, re, struct
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
import xwing
from foundations import *

# Body

MARKS = ("bold", "italic", "underline", "strike", "link")


def is_link(x):
    must(isinstance(x, str) and units(x) <= 2048 and "\\" not in x and not white_space(x) and not controls(x), "link")
    web = re.match(r"(?ai)https?://([^/?#]+)", x)
    must(web or re.match(r"(?ai)(mailto|tel):.", x), "kind of link")
    if web:
        host, port = re.fullmatch(r"(.*?)(?::([0-9]*))?", web[1].rpartition("@")[2]).groups()
        must(int(port or 0) <= 65535, "port")
        if host.startswith("["):
            try:
                ipaddress.IPv6Address(host[1:-1] if host.endswith("]") else "")
            except ValueError:
                raise Refused("host")
        else:
            must(host and not re.search(r"[<>^|%\[\]`{}\"]", host), "host")


def whole(low, high):
    return lambda x: must(type(x) is int and low <= x <= high, "number")


def is_mark(x):
    must(isinstance(x, dict) and x.get("type") in MARKS, "mark")
    record(type=one_of(x["type"]), **({"attrs": record(href=is_link)} if x["type"] == "link" else {}))(x)


def marks(x):
    list_of(is_mark, 1, 5)(x)
    must(len({mark["type"] for mark in x}) == len(x), "a mark twice")


def text(x):
    must(isinstance(x, str) and x and not controls(x.replace("\t", "").replace("\n", "")), "text")


def inline(x):
    must(isinstance(x, dict) and x.get("type") in ("text", "hardBreak"), "inline")
    node(x, **({"text": text} if x["type"] == "text" else {}), optional={"marks": marks})


def node(x, optional={}, **kinds):
    kinds = {"type": one_of(x["type"]), **kinds, **{name: kind for name, kind in optional.items() if name in x}}
    record(**kinds)(x)


def block(x):
    must(isinstance(x, dict) and isinstance(x.get("type"), str), "block")
    inlines, blocks = {"content": list_of(inline, 1, 20000)}, list_of(block, 1, 20000)
    if x["type"] == "paragraph":
        node(x, optional=inlines)
    elif x["type"] == "heading":
        node(x, attrs=record(level=one_of(1, 2, 3)), optional=inlines)
    elif x["type"] == "bulletList":
        node(x, content=list_of(item, 1, 20000))
    elif x["type"] == "orderedList":
        node(x, attrs=record(start=whole(0, 1000000)), content=list_of(item, 1, 20000))
    elif x["type"] == "blockquote":
        node(x, content=blocks)
    else:
        must(x["type"] == "table", "node")
        node(x, content=list_of(row, 1, 1000))


def item(x):
    record(type=one_of("listItem"), content=list_of(block, 1, 20000))(x)
    must(x["content"][0]["type"] == "paragraph", "an item begins with a paragraph")


def row(x):
    cell = record(type=one_of("tableCell", "tableHeader"), attrs=record(colspan=whole(1, 100), rowspan=whole(1, 1000)), content=list_of(block, 1, 20000))
    record(type=one_of("tableRow"), content=list_of(cell, 1, 100))(x)


def parse_body(data):
    value = parse_json(data, 1048576, depth=52)
    record(type=one_of("doc"), content=list_of(block, 1, 20000))(value)
    return value


# Type class

def type_class(name, head, size):
    text = head[:1024].decode("latin-1")
    office = re.search(r"(?ai)\.(docx|xlsx|pptx|odt|ods|odp|epub)$", name) and \
        re.match(r"\[Content_Types\]\.xml|mimetype|_rels/|docProps/|word/|xl/|ppt/|customXml/", text[30:])
    archive = text[:4] in ("PK\3\4", "PK\5\6", "PK\7\x08") and not office
    triangles = struct.unpack_from("<I", head, 80)[0] if len(head) >= 84 else 0
    advanced = re.search(r"(?ai)\.(zip|stl|dcm|dicom|dic)$", name) or archive or text[128:132] == "DICM" \
        or re.match(r"(?a)[\t-\r \xa0]*solid\b[^\n]*\n[\t-\r \xa0]*(facet|endsolid)\b", text) or (triangles > 0 and size == 84 + 50 * triangles)
    return "advanced" if advanced else "standard"


# Attachments and thumbnails

SEGMENT, RECORD = 5242880, 262144


def segment_count(size, segment_size):
    is_count(size), is_count(segment_size)
    must(SEGMENT <= segment_size <= 2 ** 32 - RECORD and segment_size % RECORD == 0, "segment size")
    count = max(1, -(-size // segment_size))
    must(count <= 10000, "too many segments")
    return count


def sealed_length(size, record_size=RECORD):
    return 56 + size + 16 * (size // record_size + 1)


def segment_context(id, size, segmentSize, index, last):
    return b"sealpost/v1/segment\0" + b64(id) + size.to_bytes(8, "big") + u32(segmentSize) + u32(index) + bytes([last])


def segment_hash(sealed):
    records = [sealed[i:i + RECORD + 16] for i in range(56, len(sealed), RECORD + 16)]
    return fingerprint(sealed[:56] + b"".join(hashlib.sha256(each).digest() for each in records))


def open_segment(key, id, size, segment_size, index, digest, sealed):
    count = segment_count(size, segment_size)
    must(0 <= index < count, "no such segment")
    must(segment_hash(sealed) == digest, "not what was signed")
    last = index == count - 1
    plaintext = cobblestone_open(key, segment_context(id, size, segment_size, index, last), RECORD, sealed)
    must(len(plaintext) == (size - index * segment_size if last else segment_size), "length of the segment")
    return plaintext


def open_thumbnail(key, attachment, id, digest, sealed):
    must(fingerprint(sealed) == digest, "not what was signed")
    image = seal_open(key, "thumbnail", attachment, id, 1, sealed)
    must(1 <= len(image) <= 16384, "length of the thumbnail")
    return image


# Manifest

def file_name(x):
    must(isinstance(x, str) and 1 <= units(x) <= 255 and x not in (".", "..") and not re.search(r"[/\\\u202a-\u202e\u2066-\u2069]", x) and not controls(x), "file name")


def folder_path(x):
    must(isinstance(x, str) and units(x) <= 1024, "path")
    for folder in x.split("/"):
        file_name(folder)


def media_type(x):
    part = r"[a-z0-9][a-z0-9!#$&^_.+-]{0,63}"
    must(isinstance(x, str) and re.fullmatch(f"{part}/{part}", x), "media type")


def recipient(x):
    record(account=or_null(is_id), invitation=or_null(is_id), address=is_address, kem=is_hash)(x)
    must((x["account"] is None) != (x["invitation"] is None), "account or invitation")


def attachment(x):
    thumbnail = record(id=is_id, size=whole(1, 16384), sha256=is_hash)
    record(id=is_id, name=file_name, path=or_null(folder_path), mediaType=media_type, size=is_count, segmentSize=is_count, key=of_bytes(32),
           segments=list_of(is_hash, 1, 10000), thumbnail=or_null(thumbnail))(x)
    must(segment_count(x["size"], x["segmentSize"]) == len(x["segments"]), "number of segments")


def manifest(x):
    record(type=one_of("manifest"), version=one_of(1), id=is_id, thread=is_id, inReplyTo=or_null(is_id), time=is_moment,
           sender=record(account=is_id, identity=is_hash, address=is_address), recipients=list_of(recipient, 1, 1000), subject=line(0, 1000),
           body=is_hash, notice=is_hash, expires=or_null(is_moment), forwarded=is_flag, typeClass=one_of("standard", "advanced"), stateRoot=is_count,
           attachments=list_of(attachment, 0, 1000))(x)
    addresses = [each["address"].encode("utf-16-be") for each in x["recipients"]]
    must(all(a < b for a, b in zip(addresses, addresses[1:])), "order of recipients")
    ids = [each["id"] for each in x["attachments"]] + [each["thumbnail"]["id"] for each in x["attachments"] if each["thumbnail"]]
    must(len(set(ids)) == len(ids), "an id twice")


def read_manifest(obj):
    must(len(obj["signatures"]) == 1, "number of signatures")
    return read_signed(obj, "manifest", manifest, 4194304)


# Plaintext

def parse_plaintext(data):
    reader = Reader(data)
    must(reader.take(4) == b"SPM1", "magic")
    json = utf8(reader.take_prefixed(4194304))
    signature = reader.take(64)
    body = reader.take_prefixed(1048576)
    must(len(data) == max(4096, padme(reader.at)), "length of the padding")
    must(not any(reader.rest()), "padding")
    return {"json": json, "signatures": [text64(signature)]}, body


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


# Opening a message

def check_mac(file_key, header, mac):
    must(hmac.compare_digest(hmac.new(hkdf_sha256(file_key, b"", b"header"), header, "sha256").digest(), mac), "MAC")


def open_stanza(stanzas, tries, seeds):
    opened = next(((i, seed, key) for i in tries for seed in seeds if (key := unwrap(seed, *stanzas[i])) is not None), None)
    must(opened, "no stanza opens")
    return opened


def open_message(container, seeds, addresses, role, shown, notice, identity, file_key=None):
    stanzas, header, mac, payload = parse_container(container)  # 1
    last = len(stanzas) - 1  # 2
    must((role == "handed") == (file_key is not None), "file key")
    if role != "handed":
        place, seed, file_key = open_stanza(stanzas, [last] if role == "sender" else range(last), seeds)
    check_mac(file_key, header, mac)
    obj, body = parse_plaintext(open_payload(file_key, payload))  # 3
    fields = read_manifest(obj)  # 4
    for name in ("id", "thread", "inReplyTo", "typeClass", "expires"):  # 5
        must(fields[name] == shown[name], name)
    sender = fields["sender"]
    must(sender["account"] == shown["sender"], "sender")
    must(identity is not None, "identity not known or revoked")  # 6
    must(sender == {"account": identity["account"], "identity": identity["hash"], "address": identity["address"]}, "identity")
    verify_signed(obj, "manifest", [b64(identity["signKey"])])  # 7
    must(len(stanzas) == len(fields["recipients"]) + 1, "number of stanzas")  # 8
    if role == "sender":  # 9
        must(sender["address"] in addresses, "own address")
    elif role == "recipient":
        mine = fields["recipients"][place]
        must(mine["address"] in addresses and mine["kem"] == fingerprint(xwing.public_key(seed)), "not addressed to me")
    must(fingerprint(canonical(notice).encode()) == fields["notice"], "notice")  # 10
    must(fingerprint(body) == fields["body"], "body")  # 11
    return fields, parse_body(body)


# Pass

PASS = record(type=one_of("pass"), version=one_of(1), handOver=is_id, message=is_id, sender=is_id, container=is_hash, fileKey=of_bytes(16), time=is_moment,
              giver=record(account=is_id, identity=is_hash, address=is_address), receiver=record(account=is_id, address=is_address, kem=is_hash))


def open_pass(sealed, seeds, account, addresses, shown, container, identity):
    """The pass; its file key opens the message."""
    must(len(sealed) <= 8192, "pass too long")
    reader = Reader(sealed)
    stanzas, header, mac = parse_header(reader)
    must(len(stanzas) == 1, "stanzas")
    _, seed, key = open_stanza(stanzas, [0], seeds)
    check_mac(key, header, mac)
    payload = reader.rest()
    must(len(payload) > 32, "length of the payload")
    inside = Reader(open_payload(key, payload))
    must(inside.take(4) == b"SPH1", "magic")
    obj = {"json": utf8(inside.take_prefixed(4096)), "signatures": [text64(inside.take(64))]}
    must(not inside.rest(), "bytes after the pass")
    fields = read_signed(obj, "pass", PASS, 4096)
    giver, receiver = fields["giver"], fields["receiver"]
    must(fields["message"] == shown["message"] and fields["sender"] == shown["sender"], "message")
    must(fields["handOver"] == shown["handOver"] and giver["account"] == shown["giver"], "hand-over")
    must(identity is not None, "identity not known or revoked")
    must(giver == {"account": identity["account"], "identity": identity["hash"], "address": identity["address"]}, "identity")
    verify_signed(obj, "pass", [b64(identity["signKey"])])
    must(receiver["account"] == account and receiver["address"] in addresses and receiver["kem"] == fingerprint(xwing.public_key(seed)), "not for me")
    must(fields["container"] == fingerprint(container), "container")
    return fields


# Practice texts

def lines(most):
    def check(x):
        must(isinstance(x, str) and units(x) <= most and not controls(x.replace("\t", "").replace("\n", "")), "lines")
    return check


def whole_body(x):
    parse_body(canonical(x).encode())


def texts_object(x):
    record(type=one_of("practice-texts"), version=one_of(1), practice=is_id, edition=is_count, time=is_moment, signer=record(account=is_id, identity=is_hash),
           receivers=list_of(record(account=is_id, kem=is_hash), 1, 1000), content=is_hash)(x)
    accounts = [each["account"] for each in x["receivers"]]
    must(x["edition"] >= 1 and all(a < b for a, b in zip(accounts, accounts[1:])) and x["signer"]["account"] in accounts, "edition, order, signer")


TEMPLATE = record(id=is_id, name=line(1, 100), noticeSubject=line(0, 200), noticeText=lines(10000), secureSubject=line(0, 1000), body=whole_body)
CONTENT = record(signature=or_null(record(body=whole_body, notice=lines(1000))), templates=list_of(TEMPLATE, 0, 500))


def open_texts(sealed, seeds, stanza, account, practice, edition, seen, identity):
    """The object, its content, and whether the edition is accepted."""
    must(len(sealed) <= 2097152, "texts too long")
    reader = Reader(sealed)
    stanzas, header, mac = parse_header(reader)
    must(len(stanzas) <= 1000, "stanzas")
    payload = reader.rest()
    must((len(payload) - 16) % 65552 not in range(1, 17), "chunks of the payload")
    size = len(payload) - 16 - 16 * -(-(len(payload) - 16) // 65552)
    must(size >= 4096 and padme(size) == size, "length of the payload")
    place, seed, key = open_stanza(stanzas, [stanza], seeds)
    check_mac(key, header, mac)
    plaintext = open_payload(key, payload)
    inside = Reader(plaintext)
    must(inside.take(4) == b"SPT1", "magic")
    obj = {"json": utf8(inside.take_prefixed(131072)), "signatures": [text64(inside.take(64))]}
    content = inside.take_prefixed(262144)
    must(len(plaintext) == max(4096, padme(inside.at)) and not any(inside.rest()), "padding")
    fields = read_signed(obj, "practice-texts", texts_object, 131072)
    must(fields["practice"] == practice and fields["edition"] == edition, "practice, edition")
    must(seen is None or fields["edition"] > seen["edition"] or (seen["edition"], seen["hash"]) == (fields["edition"], name_of(obj)), "older")
    accepted = seen is not None and seen["hash"] == name_of(obj)
    must(accepted or identity or (seen and seen["content"] == fields["content"]), "no administrator, or revoked")
    if not accepted and identity:
        must(fields["signer"] == {"account": identity["account"], "identity": identity["hash"]}, "identity")
        verify_signed(obj, "practice-texts", [b64(identity["signKey"])])
    must(len(stanzas) == len(fields["receivers"]), "number of stanzas")
    must(fields["receivers"][place] == {"account": account, "kem": fingerprint(xwing.public_key(seed))}, "not for me")
    must(fingerprint(content) == fields["content"], "content")
    value = parse_json(content, 262144, depth=55)
    CONTENT(value)
    must(len({each["id"] for each in value["templates"]}) == len(value["templates"]), "a template twice")
    return fields, value, bool(accepted or identity)
