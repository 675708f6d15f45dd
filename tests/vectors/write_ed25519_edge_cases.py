"""Write `ed25519_edge_cases.json`: signatures a careless verifier gets wrong.

The kinds of cases follow Project Wycheproof and "Taming the many EdDSAs" (Chalkias, Garillot,
Nikolaenko, 2020); all values are our own, made with the arithmetic below from fixed seeds.
"""

import hashlib
import json
from pathlib import Path

PATH = Path(__file__).with_name("ed25519_edge_cases.json")
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
MESSAGE = b"every head is a signed note\n"


def x_of(y):
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    return None if (x * x - square) % P else min(x, P - x, key=lambda root: root % 2)


def add(a, b):
    k = D * a[0] * b[0] * a[1] * b[1] % P
    return (
        (a[0] * b[1] + b[0] * a[1]) * pow(1 + k, -1, P) % P,
        (a[1] * b[1] + a[0] * b[0]) * pow(1 - k, -1, P) % P,
    )


def times(n, point):
    result = (0, 1)
    while n:
        if n & 1:
            result = add(result, point)
        point, n = add(point, point), n >> 1
    return result


def encode(point):
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


BASE_Y = 4 * pow(5, -1, P) % P
BASE = (x_of(BASE_Y), BASE_Y)


def secret(seed):
    digest = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(digest[:32], "little") & (2**254 - 8) | 2**254
    return scalar, digest[32:]


def challenge(r, key, message):
    return int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % ORDER


def sign(seed, message, key=None, r_point=None):
    """Sign as RFC 8032; a foreign `key` in the hash or a foreign R make the odd cases."""
    scalar, prefix = secret(seed)
    key = key or encode(times(scalar, BASE))
    nonce = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little") % ORDER
    r = encode(r_point if r_point else times(nonce, BASE))
    nonce = 0 if r_point else nonce
    s = (nonce + challenge(r, key, message) * scalar) % ORDER
    return r + s.to_bytes(32, "little")


def small_order_points():
    y = 2
    while True:
        x = x_of(y)
        torsion = times(ORDER, (x, y)) if x is not None else (0, 1)
        points = [times(k, torsion) for k in range(8)]
        if len(set(points)) == 8:
            return points
        y += 1


def flipped(content, bit):
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def with_s(signature, s):
    return signature[:32] + s.to_bytes(32, "little")


def cases():
    yield from published()
    seed = hashlib.sha256(b"dadkhah ed25519 edge cases").digest()
    scalar, _ = secret(seed)
    point = times(scalar, BASE)
    key, good = encode(point), sign(seed, MESSAGE)
    s = int.from_bytes(good[32:], "little")
    yield "valid", key, MESSAGE, good, True, []
    yield "valid, empty message", key, b"", sign(seed, b""), True, []
    yield "valid, long message", key, b"x" * 5000, sign(seed, b"x" * 5000), True, []
    for bit in (*range(0, 256, 17), 255, *range(256, 512, 17), 508, 509, 510, 511):
        yield f"bit {bit} of the signature flipped", key, MESSAGE, flipped(good, bit), False, []
    for bit in (0, 7, 100, 223):
        yield f"bit {bit} of the message flipped", key, flipped(MESSAGE, bit), good, False, []
    for bit in (0, 8, 100, 254, 255):
        yield f"bit {bit} of the key flipped", flipped(key, bit), MESSAGE, good, False, []
    for many in (1, 2, 7, 15):
        if s + many * ORDER < 2**256:
            odd = with_s(good, s + many * ORDER)
            yield f"S plus {many} times the order", key, MESSAGE, odd, False, ["NonCanonicalS"]
    for name, value in [("the order", ORDER), ("zero", 0), ("2^256-1", 2**256 - 1)]:
        yield f"S is {name}", key, MESSAGE, with_s(good, value), False, []
    for length in (0, 1, 32, 63):
        yield f"signature of {length} bytes", key, MESSAGE, good[:length], False, ["WrongLength"]
    yield "signature of 65 bytes", key, MESSAGE, good + b"\0", False, ["WrongLength"]
    yield "signature twice", key, MESSAGE, good + good, False, ["WrongLength"]
    for length in (0, 31):
        yield f"key of {length} bytes", key[:length], MESSAGE, good, False, ["WrongLength"]
    yield "key of 33 bytes", key + b"\0", MESSAGE, good, False, ["WrongLength"]
    yield "R and S exchanged", key, MESSAGE, good[32:] + good[:32], False, []
    yield "all zero", key, MESSAGE, bytes(64), False, []
    yield "another key's", encode(times(7, BASE)), MESSAGE, good, False, []
    yield "another message's", key, b"other", good, False, []
    off_curve = next(y for y in range(2, 99) if x_of(y) is None)
    yield "key not on the curve", off_curve.to_bytes(32, "little"), MESSAGE, good, False, []
    yield from torsion(seed, point)


def published():
    """The first three test vectors of RFC 8032, section 7.1."""
    for number, seed_hex, message_hex in [
        (1, "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", ""),
        (2, "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "72"),
        (3, "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "af82"),
    ]:
        seed, message = bytes.fromhex(seed_hex), bytes.fromhex(message_hex)
        key = encode(times(secret(seed)[0], BASE))
        yield f"RFC 8032 test {number}", key, message, sign(seed, message), True, ["RFC8032"]


def torsion(seed, point):
    key = encode(point)
    points = small_order_points()
    for i, small in enumerate(points):
        # With such a key, R of small order and S of zero fit every eighth text, or every one.
        for text in (MESSAGE, *(bytes([n]) for n in range(64))):
            for r in points:
                if add(r, times(challenge(encode(r), encode(small), text), small)) == (0, 1):
                    break
            else:
                continue
            break
        forged = encode(r) + bytes(32)
        yield f"key of small order {i}", encode(small), text, forged, False, ["SmallOrderKey"]
    for name, y, sign_bit in [
        ("p", P, 0),
        ("p+1", P + 1, 0),
        ("p+1", P + 1, 1),
        ("1", 1, 1),
        ("p-1", P - 1, 1),
    ]:
        odd = (y | sign_bit << 255).to_bytes(32, "little")
        forged = encode((0, 1)) + bytes(32)
        comment = f"key encoded with y of {name}, sign {sign_bit}"
        yield comment, odd, MESSAGE, forged, False, ["NonCanonicalKey", "SmallOrderKey"]
    mixed = encode(add(point, points[1]))
    only_with_cofactor = sign(seed, MESSAGE, key=mixed)
    yield "fits only times eight", mixed, MESSAGE, only_with_cofactor, False, ["Cofactor"]
    small_r = sign(seed, MESSAGE, r_point=points[1])
    yield "R of small order, fits only times eight", key, MESSAGE, small_r, False, ["Cofactor"]
    zero_r = sign(seed, MESSAGE, r_point=(0, 1))
    yield "R is the neutral point", key, MESSAGE, zero_r, True, ["SmallOrderR"]
    odd_r = (P + 1).to_bytes(32, "little")
    scalar, _ = secret(seed)
    s = challenge(odd_r, key, MESSAGE) * scalar % ORDER
    odd = odd_r + s.to_bytes(32, "little")
    yield "R is the neutral point, encoded as p+1", key, MESSAGE, odd, False, ["NonCanonicalR"]


def written():
    names = ("comment", "public_key", "message", "signature", "valid", "flags")
    rows = []
    for comment, key, message, signature, valid, flags in cases():
        values = (comment, key.hex(), message.hex(), signature.hex(), valid, flags)
        rows.append(dict(zip(names, values, strict=True)))
    about = (
        "Ed25519 signatures and whether a verifier of this project accepts them: the equation "
        "without cofactor, S below the order, keys and R canonically encoded, and no key of small "
        "order. SmallOrderKey: the plain equation holds, the key is refused."
    )
    return json.dumps({"about": about, "cases": rows}, indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(written(), encoding="utf-8")
