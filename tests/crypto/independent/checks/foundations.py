# Derivation, sealing, JSON, addresses, signatures and padding.
import hashlib, zlib
from foundations import *
from ledger import load, numbered, opens, refuses
from signed import *

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
