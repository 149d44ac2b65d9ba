# Bodies, attachments, manifests, stanzas, containers, whole messages and passes.
import json
import xwing
from accounts import verify_chain
from ledger import load, numbered, opens, refuses
from messages import *
from texts import *

bodies = load("body")
for vector in bodies["valid"]:
    opens(
        "body",
        vector["json"][:60],
        lambda: [
            (canonical(parse_body(vector["json"].encode())), vector["json"]),
            (fingerprint(vector["json"].encode()), vector["sha256"]),
        ],
    )
for vector in bodies["invalid"]:
    refuses("body", vector["why"], lambda: parse_body(vector["json"].encode()))

for vector in load("type-class"):
    opens("type-class", vector["why"], lambda: [(type_class(vector["name"], b64(vector["head"]), vector["size"]), vector["typeClass"])])

layouts = load("segment-layout")
for vector in layouts["valid"]:
    size, step, last = vector["size"], vector["segmentSize"], vector["count"] - 1
    opens(
        "segment-layout",
        size,
        lambda: [
            (segment_count(size, step), last + 1),
            (size - last * step, vector["lastBytes"]),
            (last * sealed_length(step), vector["lastOffset"]),
            (sealed_length(size - last * step), vector["lastSealedBytes"]),
            (last * sealed_length(step) + sealed_length(size - last * step), vector["sealedBytes"]),
        ],
    )
for vector in layouts["invalid"]:
    refuses("segment-layout", vector["why"], lambda: segment_count(vector["size"], vector["segmentSize"]))


def segment(vector):
    place = vector["place"]
    return open_segment(
        b64(vector["key"]), place["id"], place["size"], place["segmentSize"], place["index"], vector["hash"], b64(vector["sealed"])
    )


segments, segments_invalid = load("segment"), load("segment-invalid")
for vector in segments["segments"]:
    place, plaintext = vector["place"], numbered(vector["plaintextBytes"])
    last = place["index"] == segment_count(place["size"], place["segmentSize"]) - 1
    sealed = text64(cobblestone_seal(b64(segments["key"]), segment_context(**place, last=last), RECORD, b64(segments["salt"]), plaintext))
    opens(
        "segment",
        str(place),
        lambda: [(vector.get("sealed", sealed), sealed), (segment({**vector, "key": segments["key"], "sealed": sealed}), plaintext)],
    )
opens("segment-invalid", "valid", lambda: [(segment(segments_invalid["valid"]), b64(segments_invalid["valid"]["plaintext"]))])
for vector in segments_invalid["invalid"]:
    refuses("segment-invalid", vector["why"], lambda: segment(vector))

thumbnails = load("thumbnail")
thumbnail = lambda vector: open_thumbnail(b64(vector["key"]), vector["attachment"], vector["id"], vector["sha256"], b64(vector["sealed"]))
for vector in thumbnails["valid"]:
    opens("thumbnail", "valid", lambda: [(thumbnail(vector), b64(vector["image"]))])
for vector in thumbnails["invalid"]:
    refuses("thumbnail", vector["why"], lambda: thumbnail(vector))


def signed_manifest(vector):
    fields = read_manifest(vector["object"])
    verify_signed(vector["object"], "manifest", [b64(vector["key"])])
    return fields


manifests = load("manifest")
for vector in manifests["valid"]:
    opens("manifest", "valid", lambda: [(signed_manifest(vector), json.loads(vector["object"]["json"]))])
for vector in manifests["invalid"]:
    refuses("manifest", vector["why"], lambda: signed_manifest(vector))

plaintexts = load("plaintext")
padded = lambda vector: b64(vector["bytes"]).ljust(vector["length"], b"\0")
for vector in plaintexts["valid"]:
    opens(
        "plaintext",
        vector["length"],
        lambda: zip(parse_plaintext(padded(vector)), (vector["manifest"], b64(vector["bytes"])[-vector["bodyBytes"] :])),
    )
for vector in plaintexts["invalid"]:
    refuses("plaintext", vector["why"], lambda: parse_plaintext(padded(vector)))

stanza, stanzas_invalid = load("stanza"), load("stanza-invalid")
opens(
    "stanza",
    "valid",
    lambda: [
        (xwing.decapsulate(b64(stanza["seed"]), parse_stanza(stanza["arguments"], b64(stanza["body"]))), b64(stanza["sharedSecret"])),
        (hpke_key_and_nonce(b64(stanza["sharedSecret"])), [b64(stanza["hpkeKey"]), b64(stanza["hpkeNonce"])]),
        (unwrap(b64(stanza["seed"]), parse_stanza(stanza["arguments"], b64(stanza["body"])), b64(stanza["body"])), b64(stanza["fileKey"])),
        (fingerprint(xwing.public_key(b64(stanza["seed"]))), stanza["publicKeySha256"]),
    ],
)
for vector in stanzas_invalid["invalid"]:
    if vector["result"] == "refused":
        refuses("stanza-invalid", vector["why"], lambda: parse_stanza(vector["arguments"], b64(vector["body"])))
    elif vector["arguments"][0] == "mlkem768x25519":
        opens(
            "stanza-invalid",
            vector["why"],
            lambda: [(unwrap(b64(vector["seed"]), parse_stanza(vector["arguments"], b64(vector["body"])), b64(vector["body"])), None)],
        )

for vector in load("published/x-wing")["vectors"]:
    if "ciphertext" in vector:
        opens(
            "published/x-wing",
            vector["seed"][:8],
            lambda: [(xwing.decapsulate(bytes.fromhex(vector["seed"]), bytes.fromhex(vector["ciphertext"])).hex(), vector["sharedSecret"])],
        )

message, made, refused_messages, containers = load("message"), load("message-made"), load("message-invalid"), load("container")
for vector in containers["valid"]:
    data = b64(load(vector["container"].removesuffix(".json"))["container"])
    opens("container", vector["container"], lambda: [(len(parse_container(data)[0]), vector["stanzas"])])
for vector in containers["invalid"]:
    data = b64(made["container"])
    for at, removed, inserted in vector["edits"]:
        data = data[:at] + b64(inserted) + data[at + removed :]
    refuses("container", vector["why"], lambda: parse_container(data))
for vector in containers["long"]:
    stanza_text = b"-> mlkem768x25519 " + b"A" * 1494 + b"\n" + b"A" * 43 + b"\n"
    data = b"age-encryption.org/v1\n" + stanza_text * vector["stanzas"] + b"--- " + b"A" * 43 + b"\n" + bytes(vector["payloadBytes"])
    refuses("container", vector["why"], lambda: parse_container(data))


def open_as(vector, container):
    who = vector.get("as", "recipient")
    person = refused_messages["stranger"] if who == "stranger" else message[who]
    shown = {**message["draft"], "sender": message["sender"]["account"], "notice": message["notice"], **vector.get("expect", {})}
    known = vector.get("known", message["sender"]["identity"])
    return open_message(
        container,
        [b64(person["kemSeed"])],
        vector.get("self", [person["address"]]),
        vector.get("role", "sender" if who == "sender" else "recipient"),
        shown,
        shown["notice"],
        known and verify_chain([known])[0],
    )


for file, vector in ("message", message), ("message-made", made):
    for who in "recipient", "invitee", "sender":
        opens(file, who, lambda: [(open_as({"as": who}, b64(vector["container"])), (json.loads(message["manifest"]), message["body"]))])
for vector in refused_messages["invalid"]:
    refuses("message-invalid", vector["why"], lambda: open_as(vector, b64(vector.get("container", made["container"]))))

passes = load("pass")
handed = json.loads(passes["pass"])
held = verify_chain([message["recipient"]["identity"]])[0]


def pass_as(vector):
    who = passes[vector.get("as", "receiver")]
    shown = {**{name: handed[name] for name in ("message", "sender", "handOver")}, "giver": handed["giver"]["account"], **vector.get("expect", {})}
    known = vector.get("known", message["recipient"]["identity"])
    seeds = [b64(who[name]) for name in ("kemSeed", "oldKemSeed") if name in who]
    sealed, container = b64(vector.get("sealed", passes["sealed"])), b64(vector.get("container", made["container"]))
    return open_pass(sealed, seeds, who["account"], [who["address"]], shown, container, known and verify_chain([known])[0])


def with_key(key):
    shown = {**message["draft"], "sender": message["sender"]["account"]}
    return open_message(b64(made["container"]), [], [], "handed", shown, message["notice"], verify_chain([message["sender"]["identity"]])[0], b64(key))


opens("pass", "valid", lambda: [(pass_as({}), handed), (with_key(pass_as({})["fileKey"]), (json.loads(message["manifest"]), message["body"]))])
for vector in passes["invalid"]:
    refuses("pass", vector["why"], lambda: pass_as(vector))
for key in passes["wrongFileKeys"]:
    refuses("pass", key, lambda: with_key(key))

texts = load("practice-texts")


def texts_as(vector):
    who = texts[vector.get("as", "reader")]
    object_ = json.loads(texts["object"])
    shown = {"practice": texts["practice"], "edition": object_["edition"], **vector.get("expect", {})}
    known = vector.get("known", texts["signer"]["identity"])
    seeds = [b64(who[name]) for name in ("kemSeed", "oldKemSeed") if name in who]
    sealed, stanza = b64(vector.get("sealed", texts["sealed"])), vector.get("stanza", texts["place"])
    return open_texts(sealed, seeds, stanza, who["account"], shown["practice"], shown["edition"], vector.get("seen"), known and verify_chain([known])[0])


for vector in texts["valid"]:
    opens("practice-texts", vector["why"], lambda: [(texts_as(vector), (json.loads(texts["object"]), json.loads(texts["content"]), vector.get("accepted", True)))])
for vector in texts["invalid"]:
    refuses("practice-texts", vector["why"], lambda: texts_as(vector))
