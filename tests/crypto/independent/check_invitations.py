# Access codes, escrows and claims.
import json
from accounts import *
from ledger import load, opens, refuses

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
