# SPEC.md, Part I, "Practice texts".
import xwing
from body import parse_body
from container import *
from foundations import *
from signed import *

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
