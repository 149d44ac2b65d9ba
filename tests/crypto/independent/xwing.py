# X-Wing's half that holds the seed (draft-connolly-cfrg-xwing-kem), with ML-KEM-768 (FIPS 203) in plain Python: slow, not
# constant-time, for checking only. Numbers in comments are algorithms of FIPS 203.
from hashlib import sha3_256, sha3_512, shake_128, shake_256
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

Q, N, K, DU, DV = 3329, 256, 3, 10, 4
ZETAS = [pow(17, int(f"{i:07b}"[::-1], 2), Q) for i in range(128)]


def ntt(f):  # 9
    f, i, length = list(f), 1, 128
    while length >= 2:
        for start in range(0, N, 2 * length):
            for j in range(start, start + length):
                t = ZETAS[i] * f[j + length] % Q
                f[j], f[j + length] = (f[j] + t) % Q, (f[j] - t) % Q
            i += 1
        length //= 2
    return f


def inverse_ntt(f):  # 10
    f, i, length = list(f), 127, 2
    while length <= 128:
        for start in range(0, N, 2 * length):
            for j in range(start, start + length):
                f[j], f[j + length] = (f[j] + f[j + length]) % Q, ZETAS[i] * (f[j + length] - f[j]) % Q
            i -= 1
        length *= 2
    return [x * 3303 % Q for x in f]


def multiply(f, g):  # 11, 12
    h = []
    for i in range(128):
        zeta = 17 * ZETAS[i] * ZETAS[i]  # 17^(2·bitrev(i) + 1)
        a, b, c, d = f[2 * i], f[2 * i + 1], g[2 * i], g[2 * i + 1]
        h += [(a * c + b * d * zeta) % Q, (a * d + b * c) % Q]
    return h


def add(f, g):
    return [(a + b) % Q for a, b in zip(f, g)]


def dot(rows, columns):
    total = [0] * N
    for f, g in zip(rows, columns):
        total = add(total, multiply(f, g))
    return total


def sample_uniform(seed):  # 7
    stream, out, at = shake_128(seed).digest(3 * 1024), [], 0
    while len(out) < N:
        a, b, c = stream[at:at + 3]
        at += 3
        out += [d for d in (a + 256 * (b % 16), b // 16 + 16 * c) if d < Q]
    return out[:N]


def sample_small(seed, index):  # 8, with eta 2
    bits = int.from_bytes(shake_256(seed + bytes([index])).digest(128), "little")
    take = lambda at: bits >> at & 1
    return [(take(4 * i) + take(4 * i + 1) - take(4 * i + 2) - take(4 * i + 3)) % Q for i in range(N)]


def encode(f, width):  # 5
    return sum(x << width * i for i, x in enumerate(f)).to_bytes(32 * width, "little")


def decode(data, width):  # 6
    number = int.from_bytes(data, "little")
    return [number >> width * i & (1 << width) - 1 for i in range(N)]


def compress(f, width):
    return [((x << width) + Q // 2) // Q % (1 << width) for x in f]


def decompress(f, width):
    return [(x * Q + (1 << width - 1)) >> width for x in f]


def matrix(rho):
    return [[sample_uniform(rho + bytes([j, i])) for j in range(K)] for i in range(K)]


def parts(data, length):
    return [data[i:i + length] for i in range(0, len(data), length)]


def key_pair(d):  # 13
    seeds = sha3_512(d + bytes([K])).digest()
    rho, sigma = seeds[:32], seeds[32:]
    secret = [ntt(sample_small(sigma, i)) for i in range(K)]
    error = [ntt(sample_small(sigma, K + i)) for i in range(K)]
    public = [add(dot(row, secret), e) for row, e in zip(matrix(rho), error)]
    return b"".join(encode(f, 12) for f in public) + rho, secret


def encrypt(public, message, randomness):  # 14
    t, rho = [decode(f, 12) for f in parts(public[:-32], 384)], public[-32:]
    y = [ntt(sample_small(randomness, i)) for i in range(K)]
    columns = zip(*matrix(rho))
    u = [add(inverse_ntt(dot(column, y)), sample_small(randomness, K + i)) for i, column in enumerate(columns)]
    v = add(add(inverse_ntt(dot(t, y)), sample_small(randomness, 2 * K)), decompress(decode(message, 1), 1))
    return b"".join(encode(compress(f, DU), DU) for f in u) + encode(compress(v, DV), DV)


def decapsulate_ml_kem(public, secret, z, ciphertext):  # 15, 18
    u = [decompress(decode(f, DU), DU) for f in parts(ciphertext[:960], 320)]
    v = decompress(decode(ciphertext[960:], DV), DV)
    noisy = [(a - b) % Q for a, b in zip(v, inverse_ntt(dot(secret, [ntt(f) for f in u])))]
    message = encode(compress(noisy, 1), 1)
    seeds = sha3_512(message + sha3_256(public).digest()).digest()
    if encrypt(public, message, seeds[32:]) != ciphertext:
        return shake_256(z + ciphertext).digest(32)
    return seeds[:32]


def expand(seed):
    expanded = shake_256(seed).digest(96)
    public, secret = key_pair(expanded[:32])
    return public, secret, expanded[32:64], X25519PrivateKey.from_private_bytes(expanded[64:])


def public_key(seed):
    """1216 bytes of the 32-byte seed."""
    public, _, _, x = expand(seed)
    return public + x25519_public(x)


def x25519_public(x):
    return x.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def decapsulate(seed, ciphertext):
    """The shared secret (32 bytes) of 1120 bytes; for a ciphertext that is for another key, 32 other bytes."""
    public, secret, z, x = expand(seed)
    ml_kem = decapsulate_ml_kem(public, secret, z, ciphertext[:1088])
    x25519 = x.exchange(X25519PublicKey.from_public_bytes(ciphertext[1088:]))
    return sha3_256(ml_kem + x25519 + ciphertext[1088:] + x25519_public(x) + b"\\.//^\\").digest()
