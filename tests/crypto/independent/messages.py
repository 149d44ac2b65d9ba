# SPEC.md, Part I, "Manifest", "Plaintext", "Opening a message" and "Pass".
import re
import xwing
from attachments import *
from body import *
from container import *
from foundations import *
from signed import *

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


# Opening a message

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
