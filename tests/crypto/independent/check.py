# Runs the decoder on the vectors: check.py FOLDER WORDS, with BIP39's list as JSON in the file WORDS. Every valid entry has to open
# to what it says, every invalid one to be refused. One line of JSON for each file; ends with 1 where anything was otherwise.
import hashlib, json, sys, traceback, zlib
from pathlib import Path
import accounts, messages, xwing
from accounts import *
from messages import *

folder = Path(sys.argv[1])
load = lambda name: json.loads((folder / f"{name}.json").read_text())
words = json.loads(Path(sys.argv[2]).read_text())
results = {}


def note(file, good, what, problem=None):
    counts = results.setdefault(file, {"file": file, "opened": 0, "refused": 0, "wrong": []})
    if problem:
        counts["wrong"].append(f"{what}: {problem}")
    else:
        counts["opened" if good else "refused"] += 1


def opens(file, what, run):
    """run gives pairs of what came out and what should have."""
    try:
        differing = [pair for pair in run() if pair[0] != pair[1]]
        note(file, True, what, f"differs: {str(differing)[:200]}" if differing else None)
    except Refused as refused:
        note(file, True, what, f"refused: {refused}")
    except Exception:
        note(file, True, what, traceback.format_exc(limit=-2))


def refuses(file, what, run):
    try:
        run()
        note(file, False, what, "accepted")
    except Refused:
        note(file, False, what)
    except Exception:
        note(file, False, what, traceback.format_exc(limit=-2))


# Foundations

derivation = load("derivation")
for label, derived in derivation["derived"].items():
    opens("derivation", label, lambda: [(derive(b64(derivation["key"]), label), b64(derived))])

for test in load("published/cobblestone-256")["tests"]:
    run = lambda: cobblestone_open(
        bytes.fromhex(test["key"]), bytes.fromhex(test["context"]), 16384, zlib.decompress(bytes.fromhex(test["ciphertextZlib"]))
    )
    if test["result"] == "valid":
        opens("published/cobblestone-256", test["comment"], lambda: [(hashlib.sha512(run()).hexdigest(), test["plaintextSha512"])])
    else:
        refuses("published/cobblestone-256", test["comment"], run)


def unseal(vector, sealed=None):
    scope = vector["scope"]
    return seal_open(
        b64(vector["key"]),
        scope["purpose"],
        scope["owner"],
        scope["name"],
        scope["version"],
        b64(vector["sealed"]) if sealed is None else sealed,
    )


for vector in load("seal"):
    opens("seal", vector["scope"]["purpose"], lambda: [(unseal(vector), b64(vector["plaintext"]))])
seals = load("seal-invalid")
valid = seals["valid"]
numbered = lambda length: bytes((i * 31 + (i >> 8)) % 256 for i in range(length))
long_sealed = seal(b64(valid["key"]), *valid["scope"].values(), b64(valid["longSalt"]), numbered(valid["longBytes"]))
opens("seal-invalid", "valid", lambda: [(unseal(valid), b64(valid["plaintext"]))])
opens(
    "seal-invalid",
    "long",
    lambda: [(fingerprint(long_sealed), valid["longSealedSha256"]), (unseal(valid, long_sealed), numbered(valid["longBytes"]))],
)
for vector in seals["invalid"]:
    sealed = b64(vector["sealed"]) if "sealed" in vector else b"".join(long_sealed[start:end] for start, end in vector["longParts"])
    refuses("seal-invalid", vector["why"], lambda: unseal(vector, sealed))

canonical_json, canonical_invalid = load("canonical-json"), load("canonical-json-invalid")
for text in canonical_json["texts"]:
    opens("canonical-json", text, lambda: [(canonical(parse_json(text.encode(), 100)), text)])
for vector in canonical_invalid["texts"] + canonical_invalid["bytes"]:
    refuses(
        "canonical-json-invalid",
        vector["why"],
        lambda: parse_json(b64(vector["bytes"]) if "bytes" in vector else vector["text"].encode("utf-8", "surrogatepass"), 100),
    )

for vector in load("address"):
    opens("address", vector["typed"], lambda: [(normalise_address(vector["typed"]), vector["address"])])
addresses = load("address-invalid")
for vector in addresses["invalid"]:
    refuses("address-invalid", vector["why"], lambda: normalise_address(vector["typed"]))
for typed in addresses["notNormalised"]:
    refuses("address-invalid", typed, lambda: is_address(typed))

for case in load("published/ed25519-edge-cases")["cases"]:
    run = lambda: verify_ed25519(*(bytes.fromhex(case[name]) for name in ("publicKey", "message", "signature")))
    if case["comment"] == "mixed-order key and R, valid with and without cofactor":
        opens("published/ed25519-edge-cases", case["comment"], lambda: [(run(), None)])
    else:
        refuses("published/ed25519-edge-cases", case["comment"], run)

for vector in load("padding"):
    opens(
        "padding",
        vector["length"],
        lambda: [(padme(vector["length"]), vector["padme"]), (max(4096, padme(vector["length"])), vector["padded"])],
    )

# Messages and attachments

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

# Accounts

unlock = load("unlock")
opens(
    "unlock",
    "keys",
    lambda: [
        (derive(b64(unlock["password"]["exportKey"]), "vault"), b64(unlock["password"]["unlockKey"])),
        (session_unlock_key(b64(unlock["session"]["half"]), b64(unlock["session"]["share"])), b64(unlock["session"]["unlockKey"])),
    ],
)
wrap = lambda vector: open_wrap(b64(vector["unlockKey"]), vector["account"], vector["name"], vector["version"], b64(vector["sealed"]))
for vector in unlock["wraps"]:
    opens("unlock", vector["name"], lambda: [(wrap(vector), b64(unlock["accountKey"]))])
for vector in unlock["invalid"]:
    refuses("unlock", vector["why"], lambda: wrap(vector))

opaque = load("opaque")
opens(
    "opaque",
    "unknown address",
    lambda: [
        (
            "account/"
            + text64(
                hmac.new(
                    b64(opaque["fake"]["secret"]), b"sealpost/v1/fake-user-identifier\0" + opaque["address"].encode(), "sha256"
                ).digest()
            ),
            opaque["fake"]["userIdentifier"],
        )
    ],
)

kits = load("recovery-kit")
for vector in kits["valid"]:
    opens(
        "recovery-kit",
        vector["words"][:20],
        lambda: [
            (parse_kit(vector["words"], words), b64(vector["entropy"])),
            (derive(b64(vector["entropy"]), "kit/unlock"), b64(vector["unlockKey"])),
            (derive(b64(vector["entropy"]), "kit/proof"), b64(vector["proof"])),
            (fingerprint(b64(vector["proof"])), vector["proofHash"]),
        ],
    )
for file, vectors in ("recovery-kit", kits), ("recovery-kit-typed", load("recovery-kit-typed")):
    for vector in vectors["typed"]:
        opens(file, "typed", lambda: [(parse_kit(vector["typed"], words), b64(vector["entropy"]))])
    for vector in vectors["invalid"]:
        refuses(file, vector["problem"], lambda: parse_kit(vector["typed"], words))

keyring = load("keyring")
opens(
    "keyring",
    "valid",
    lambda: [
        (
            open_keyring(b64(keyring["accountKey"]), keyring["account"], keyring["version"], b64(keyring["sealed"])),
            [list(map(b64, keyring["sign"])), list(map(b64, keyring["kem"]))],
        )
    ],
)
for vector in keyring["invalid"]:
    refuses(
        "keyring",
        vector["why"],
        lambda: open_keyring(b64(keyring["accountKey"]), keyring["account"], keyring["version"], b64(vector["sealed"])),
    )
    refuses("keyring", vector["why"] + ", encoded", lambda: parse_keyring(b64(vector["encoded"])))

state, state_invalid = load("state"), load("state-invalid")
account, state_key, shown_root = state["account"], b64(state["stateKey"]), state["root"]
opens(
    "state",
    "key and root",
    lambda: [
        (derive(b64(state["accountKey"]), "state"), state_key),
        (canonical(open_root(state_key, account, shown_root["version"], b64(shown_root["sealed"]))), shown_root["json"]),
    ],
)
root = json.loads(shown_root["json"])
for vector in state["blobs"]:
    opens(
        "state",
        vector["name"],
        lambda: [
            (open_state(state_key, account, vector["name"], vector["version"], b64(vector["sealed"])), b64(vector["content"])),
            (listed(root, vector["name"], vector["version"], b64(vector["sealed"])), None),
        ],
    )
for vector in state["invalid"]:
    refuses("state", vector["why"], lambda: open_state(state_key, account, vector["name"], vector["version"], b64(vector["sealed"])))
for text in state["invalidRoots"]:
    refuses("state", text[:40], lambda: parse_root(text.encode()))
for vector in state_invalid["roots"]:
    refuses("state-invalid", vector["why"], lambda: open_root(state_key, account, vector["version"], b64(vector["sealed"])))
for seen in state_invalid["rollback"]["accepted"]:
    opens("state-invalid", str(seen), lambda: [(not_rolled_back(seen, shown_root["version"], b64(shown_root["sealed"])), None)])
for vector in state_invalid["rollback"]["refused"]:
    refuses("state-invalid", vector["why"], lambda: not_rolled_back(vector["seen"], shown_root["version"], b64(shown_root["sealed"])))
for vector in state_invalid["blobs"]:
    refuses("state-invalid", vector["why"], lambda: listed(root, vector["name"], vector["version"], b64(vector["sealed"])))

identity = load("identity")
opens(
    "identity",
    "chain",
    lambda: [
        ([each["hash"] for each in verify_chain(identity["chain"])], identity["hashes"]),
        ([comparison_code(each) for each in identity["hashes"]], identity["comparisonCodes"]),
        ([text64(xwing.public_key(b64(each["kem"]))) for each in identity["seeds"]], identity["kemPublicKeys"]),
        ([fingerprint(b64(each)) for each in identity["kemPublicKeys"]], [each["kemKeyHash"] for each in verify_chain(identity["chain"])]),
    ],
)
for vector in identity["invalid"]:
    refuses("identity", vector["why"], lambda: verify_chain(vector["chain"]))

objects = load("signed-objects")
verify = lambda vector: verify_object(vector["type"], vector["object"], list(map(b64, vector["keys"])))
for vector in objects["valid"]:
    opens("signed-objects", vector["type"], lambda: [(verify(vector), json.loads(vector["object"]["json"]))])
for vector in objects["invalid"]:
    refuses("signed-objects", f"{vector['type']}: {vector['why']}", lambda: verify(vector))

renewals = load("renewal")
for renewed in renewals["valid"]:
    opens("renewal", "valid", lambda: [(verify_renewal(json.loads(renewals["invitation"]), json.loads(renewed)), None)])
for vector in renewals["invalid"]:
    refuses("renewal", vector["why"], lambda: verify_renewal(json.loads(renewals["invitation"]), json.loads(vector["renewed"])))

# Invitations

codes, typed_codes = load("access-code"), load("access-code-typed")
for vector in codes["valid"]:
    opens(
        "access-code",
        vector["code"],
        lambda: [
            (stretch(parse_code(vector["code"]), b64(vector["invitation"])), b64(vector["stretched"])),
            (invitation_keys(b64(vector["stretched"])), [b64(vector[name]) for name in ("escrowKey", "proof", "claimKey")]),
        ],
    )
for file, vectors in ("access-code", codes), ("access-code-typed", typed_codes):
    for vector in vectors["typed"]:
        opens(file, vector["typed"], lambda: [(parse_code(vector["typed"]), vector["code"].replace("-", ""))])
    for vector in vectors["invalid"]:
        refuses(file, str(vector), lambda: parse_code(vector if isinstance(vector, str) else vector["typed"]))
for vector in typed_codes["notices"]:
    opens("access-code-typed", vector["text"], lambda: [(contains_code(vector["text"], vector["codes"]), vector["contains"])])

escrow, escrow_invalid = load("escrow"), load("escrow-invalid")
opens(
    "escrow",
    "valid",
    lambda: [
        (
            invitation_keys(stretch(parse_code(escrow["code"]), b64(escrow["invitation"]))),
            [b64(escrow[name]) for name in ("escrowKey", "proof", "claimKey")],
        ),
        (
            open_escrow(b64(escrow["escrowKey"]), escrow["invitation"], escrow["object"], b64(escrow["sealed"])),
            (b64(escrow["seed"]), json.loads(escrow["inviter"]["json"]), json.loads(escrow["object"]["json"])),
        ),
        (verify_chain([escrow["claim"]["identity"]])[0]["hash"], escrow["claim"]["identityHash"]),
    ],
)
for file, vectors in ("escrow", escrow["invalid"]), ("escrow-invalid", escrow_invalid["invalid"]):
    for vector in vectors:
        refuses(
            file,
            vector["why"],
            lambda: open_escrow(
                b64(vector.get("key", escrow["escrowKey"])),
                vector.get("invitation", escrow["invitation"]),
                vector["object"],
                b64(vector["sealed"]),
            ),
        )

claims = load("claim")
claim = lambda vector: claim_holds(
    b64(vector["claimKey"]),
    vector["invitation"],
    vector["address"],
    vector["identityHash"],
    vector["identityAddress"],
    b64(vector["claim"]),
)
for vector in claims["valid"]:
    opens("claim", "valid", lambda: [(claim(vector), True)])
for vector in claims["invalid"]:
    refuses("claim", vector["why"], lambda: must(claim(vector), "claim"))

for result in results.values():
    print(json.dumps(result))
sys.exit(any(result["wrong"] for result in results.values()))
