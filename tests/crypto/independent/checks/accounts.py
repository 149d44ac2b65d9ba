# What opens an account, its sealed state, and what it signs.
import hmac, json
import xwing
from accounts import *
from ledger import load, opens, refuses, words

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

passkeys = load("passkey")
passkey = lambda vector: open_passkey_wrap(
    b64(vector["output"]), vector["account"], b64(vector["credential"]), vector["version"], b64(vector["sealed"])
)
opens("passkey", "input", lambda: [(b"sealpost/v1/passkey/prf", b64(passkeys["prfInput"]))])
for vector in passkeys["valid"]:
    opens(
        "passkey",
        vector["name"],
        lambda: [
            (passkey(vector), b64(passkeys["accountKey"])),
            (passkey_unlock_key(b64(vector["output"])), b64(vector["unlockKey"])),
            (passkey_name(b64(vector["credential"])), vector["name"]),
        ],
    )
for vector in passkeys["invalid"]:
    refuses("passkey", vector["why"], lambda: passkey(vector))

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

moved = load("identity-address")
opens(
    "identity-address",
    "chain",
    lambda: [
        ([each["hash"] for each in verify_chain(moved["chain"])], moved["hashes"]),
        ([each["address"] for each in verify_chain(moved["chain"])], moved["addresses"]),
    ],
)
for vector in moved["invalid"]:
    refuses("identity-address", vector["why"], lambda: verify_chain(vector["chain"]))

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

profiles = load("practice-profile")
administrator, member = (b64(profiles[who]["signKey"]) for who in ("administrator", "member"))
vouched = lambda vector: verify_vouched(vector["profile"], vector["voucher"], profiles["member"]["account"], profiles["member"]["identity"], member)


def logo_bytes(vector):
    data, filled = b64(vector["bytes"]), vector.get("filled", {"at": 0, "count": 0})
    return data[:filled["at"]] + b"A" * filled["count"] + data[filled["at"]:]


for vector in profiles["valid"]:
    fields = json.loads(vector["profile"]["json"])
    opens(
        "practice-profile",
        vector["what"],
        lambda: [(verify_profile(vector["profile"], administrator), fields), (vouched(vector), fields), (name_of(vector["profile"]), vector["hash"])],
    )
for vector in profiles["invalidProfiles"]:
    refuses("practice-profile", vector["why"], lambda: verify_profile(vector["profile"], administrator))
for vector in profiles["invalidVouchers"]:
    refuses("practice-profile", vector["why"], lambda: vouched(vector))
for vector in profiles["editions"]["accepted"]:
    opens("practice-profile", "edition", lambda: [(not_older(vector["seen"], vector["shown"]), None)])
for vector in profiles["editions"]["refused"]:
    refuses("practice-profile", vector["why"], lambda: not_older(vector["seen"], vector["shown"]))
for vector in profiles["logos"]["valid"]:
    opens("practice-profile", vector["what"], lambda: [(is_logo(logo_bytes(vector)), None)])
for vector in profiles["logos"]["invalid"]:
    refuses("practice-profile", vector["why"], lambda: is_logo(logo_bytes(vector)))
