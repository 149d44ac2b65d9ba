# SPEC.md, Part II: accounts and invitations.
import hmac, re, unicodedata
from argon2.low_level import Type, hash_secret_raw
import xwing
from body import is_link
from foundations import *
from signed import *

# Unlocking, passkeys, recovery kit


def session_unlock_key(half, share):
    return hmac.new(half, b"sealpost/v1/session/unlock" + share + b"\1", "sha512").digest()[:32]


def open_wrap(unlock_key, account, name, version, sealed):
    key = seal_open(unlock_key, "account-key", account, name, version, sealed)
    must(len(key) == 32, "account key")
    return key


def passkey_unlock_key(output):
    must(len(output) == 32, "PRF output")
    return derive(output, "passkey/unlock")


def passkey_name(credential):
    must(1 <= len(credential) <= 1023, "credential id")
    return "passkey/" + fingerprint(credential)


def open_passkey_wrap(output, account, credential, version, sealed):
    return open_wrap(passkey_unlock_key(output), account, passkey_name(credential), version, sealed)


def parse_kit(typed, words):
    typed = unicodedata.normalize("NFKC", typed).lower()
    typed = "".join(c if unicodedata.category(c)[0] == "L" else " " for c in typed).split()
    must(len(typed) == 24 and all(word in words for word in typed), "words")
    bits = "".join(f"{words.index(word):011b}" for word in typed)
    entropy = int(bits[:256], 2).to_bytes(32, "big")
    must(sha256(entropy)[0] == int(bits[256:], 2), "checksum")
    return entropy


# Keyring

def parse_keyring(data):
    reader = Reader(data)
    must(reader.take(4) == b"SPK1", "magic")
    lists = []
    for _ in range(2):
        seeds = reader.take_prefixed(4096 * 32)
        must(seeds and len(seeds) % 32 == 0, "seeds")
        lists.append([seeds[i:i + 32] for i in range(0, len(seeds), 32)])
    must(not reader.rest(), "bytes after the keyring")
    return lists


def open_keyring(account_key, account, version, sealed):
    return parse_keyring(seal_open(derive(account_key, "keys"), "keyring", account, "keyring", version, sealed))


# State

def unpad(padded):
    must(len(padded) >= 4, "state")
    used = 4 + int.from_bytes(padded[:4], "big")
    must(len(padded) == max(4096, padme(used)) and not any(padded[used:]), "padding")
    return padded[4:used]


def open_state(state_key, account, name, version, sealed):
    return unpad(seal_open(state_key, "state", account, name, version, sealed))


def parse_root(data):
    root = parse_json(data, 1032188, depth=3)
    record(format=one_of(1), version=is_count, blobs=lambda x: must(isinstance(x, dict) and len(x) <= 2000, "blobs"))(root)
    for name, entry in root["blobs"].items():
        plain, slash, id = name.partition("/")
        must(re.fullmatch(r"[a-z][a-z-]{0,30}", plain) and name != "root", "name")
        slash and is_id(id)
        record(version=is_count, sha256=is_hash)(entry)
    return root


def open_root(state_key, account, version, sealed):
    root = parse_root(unpad(seal_open(state_key, "state-root", account, "root", version, sealed)))
    must(root["version"] == version, "version inside")
    return root


def listed(root, name, version, sealed):
    must(root["blobs"].get(name) == {"version": version, "sha256": fingerprint(sealed)}, "not what the root lists")


def not_rolled_back(seen, version, sealed):
    if seen is not None:
        must(version > seen["version"] or (version == seen["version"] and fingerprint(sealed) == seen["sha256"]), "rolled back")


# Identity

is_identity = record(type=one_of("identity"), version=one_of(1, 2), account=is_id, sequence=is_count, address=is_address, signKey=of_bytes(32),
                     kemKeyHash=is_hash, previous=or_null(is_hash), restart=is_flag)


def verify_chain(chain):
    must(1 <= len(chain) <= 1024, "length of the chain")
    previous, seen, verified = None, set(), []
    for obj in chain:
        now = read_signed(obj, "identity", is_identity)
        vouching = []
        if previous is None:
            must(now["sequence"] == 0 and now["previous"] is None and not now["restart"] and now["version"] == 1, "first identity")
        else:
            must(now["sequence"] == previous["sequence"] + 1 and now["previous"] == previous["hash"], "link")
            must(now["account"] == previous["account"], "account")
            must((now["address"] == previous["address"]) == (now["version"] == 1), "address")
            must(now["version"] == 1 or not now["restart"], "restart that changes the address")
            vouching = [] if now["restart"] else [b64(previous["signKey"])]
        verify_signed(obj, "identity", [b64(now["signKey"]), *vouching])
        must(not {now["signKey"], now["kemKeyHash"]} & seen, "a key that was there before")
        seen |= {now["signKey"], now["kemKeyHash"]}
        previous = {**now, "hash": name_of(obj)}
        verified.append(previous)
    return verified


CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def comparison_code(digest):
    bits = int.from_bytes(b64(digest), "big") >> 6
    symbols = "".join(CROCKFORD[bits >> 5 * i & 31] for i in reversed(range(50)))
    return "-".join(symbols[i:i + 5] for i in range(0, 50, 5))


# Practice profile

def is_phone(x):
    must(isinstance(x, str) and 1 <= len(x) <= 40 and re.fullmatch(r"[0-9 ()/.+-]+", x) and len(re.findall("[0-9]", x)) >= 3, "phone")


def is_website(x):
    is_link(x)
    must(units(x) <= 200 and x.startswith("https://") and "@" not in x, "website")


def is_edition(x):
    is_count(x)
    must(x >= 1, "edition")


is_profile = record(type=one_of("profile"), version=one_of(1), practice=is_id, edition=is_edition, time=is_moment, name=line(1, 200),
                    address=list_of(line(1, 100), 0, 6), phone=or_null(is_phone), website=or_null(is_website), logo=or_null(is_hash),
                    signer=record(account=is_id, identity=is_hash))
is_voucher = record(type=one_of("voucher"), version=one_of(1), practice=is_id, profile=is_hash, edition=is_count, time=is_moment, account=is_id,
                    identity=is_hash)


def verify_profile(obj, key):
    fields = read_signed(obj, "profile", is_profile, 4096)
    verify_signed(obj, "profile", [key])
    return fields


def verify_vouched(profile, voucher, account, identity, key):
    vouched = read_signed(voucher, "voucher", is_voucher, 4096)
    verify_signed(voucher, "voucher", [key])
    fields = read_signed(profile, "profile", is_profile, 4096)
    must(len(profile["signatures"]) == 1, "one signature")
    must((vouched["account"], vouched["identity"]) == (account, identity), "who vouches")
    must(vouched["profile"] == name_of(profile), "another profile")
    must((vouched["practice"], vouched["edition"]) == (fields["practice"], fields["edition"]), "practice or edition")
    return fields


def not_older(seen, shown):
    if seen is not None:
        must(shown["edition"] > seen["edition"] or shown == seen, "older")


def is_logo(data):
    must(len(data) <= 65536, "length")
    must(data.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") and len(data) >= 45, "beginning")
    must(data.endswith(b"\0\0\0\0IEND\xae\x42\x60\x82"), "end")
    must(1 <= int.from_bytes(data[16:20], "big") <= 320 and 1 <= int.from_bytes(data[20:24], "big") <= 160, "size")


# Practice, member, revoke, invitation, inviter, statement

who = record(account=is_id, identity=is_hash)
FORMS = {
    "practice": dict(practice=is_id, owner=is_id, name=line(1, 200)),
    "member": dict(practice=is_id, account=is_id, identity=is_hash, role=one_of("owner", "administrator", "member"), administrator=is_id),
    "revoke": dict(account=is_id, identity=is_hash),
    "invitation": dict(id=is_id, address=is_address, practice=is_id, kemKeyHash=is_hash, expires=is_moment_in_seconds, inviter=who, restart=is_flag),
    "inviter": dict(invitation=is_id, practice=is_id, account=is_id, identity=is_hash, signKey=of_bytes(32), address=is_address, name=line(0, 200)),
    "statement": dict(address=is_address, account=is_id, identity=is_hash, by=who),
}


def verify_object(type, obj, keys):
    fields = read_signed(obj, type, record(type=one_of(type), version=one_of(1), **FORMS[type]))
    must(type != "member" or len(keys) == 2, "member needs two keys")
    must(type == "member" or len(keys) == 1, "one signature")
    if type == "inviter":
        keys = [b64(fields["signKey"])]
    verify_signed(obj, type, keys)
    return fields


def verify_renewal(before, now):
    same = {**before, "expires": now["expires"], "inviter": {**before["inviter"], "identity": now["inviter"]["identity"]}}
    must(now == same and now["expires"] > before["expires"], "renewal")


# Access code

def times(a, power):
    for _ in range(power):
        a <<= 1
        a ^= 0b100101 if a & 32 else 0
    return a


def squeeze(typed):
    return unicodedata.normalize("NFKC", typed).upper().replace("O", "0").replace("I", "1").replace("L", "1")


def parse_code(typed):
    must(units(typed) <= 200, "too long")
    typed = unicodedata.normalize("NFKC", typed)
    separator = lambda c: c.isspace() or unicodedata.category(c) in ("Pd", "Cf") or c in "\u2212_.·"
    symbols = squeeze("".join(c for c in typed if not separator(c)))
    must(len(symbols) == 15 and all(c in CROCKFORD for c in symbols), "symbols")
    s0 = s1 = 0
    for i, c in enumerate(symbols):
        s0 ^= CROCKFORD.index(c)
        s1 ^= times(CROCKFORD.index(c), i)
    must(s0 == 0 and s1 == 0, "check symbols")
    return symbols


def contains_code(text, codes):
    bare = lambda t: re.sub("[^0-9A-Z]", "", squeeze(t))
    return any(bare(code) in bare(text) for code in codes)


def stretch(symbols, salt):
    return hash_secret_raw(symbols.encode(), salt, time_cost=3, memory_cost=65536, parallelism=4, hash_len=64, type=Type.ID, version=0x13)


def invitation_keys(stretched):
    return [derive(stretched, f"invitation/{name}") for name in ("escrow", "proof", "claim")]


# Escrow, claim

def open_escrow(key, id, invitation, sealed):
    reader = Reader(seal_open(key, "escrow", id, "escrow", 1, sealed))
    must(reader.take(4) == b"SPE1", "magic")
    seed = reader.take(32)
    obj = {"json": utf8(reader.take_prefixed(16384)), "signatures": [text64(reader.take(64))]}
    must(not reader.rest(), "bytes after the escrow")
    inviter = verify_object("inviter", obj, [None])
    shown = verify_object("invitation", invitation, [b64(inviter["signKey"])])
    must(shown["id"] == id == inviter["invitation"], "id")
    must(shown["practice"] == inviter["practice"], "practice")
    must(shown["inviter"] == {"account": inviter["account"], "identity": inviter["identity"]}, "inviter")
    must(shown["kemKeyHash"] == fingerprint(xwing.public_key(seed)), "key of the seed")
    return seed, inviter, shown


def claim_holds(key, id, invited, identity_hash, identity_address, claim):
    message = b"sealpost/v1/claim\0" + b64(id) + b64(identity_hash)
    return hmac.compare_digest(hmac.new(key, message, "sha256").digest(), claim) and invited == identity_address
