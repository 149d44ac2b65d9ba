# SPEC.md, Part I, "Type class", "Attachments" and "Thumbnails".
import hashlib, re, struct
from foundations import *
from signed import *

# Type class

def type_class(name, head, size):
    text = head[:1024].decode("latin-1")
    office = re.search(r"(?ai)\.(docx|xlsx|pptx|odt|ods|odp|epub)$", name) and \
        re.match(r"\[Content_Types\]\.xml|mimetype|_rels/|docProps/|word/|xl/|ppt/|customXml/", text[30:])
    archive = text[:4] in ("PK\3\4", "PK\5\6", "PK\7\x08") and not office
    triangles = struct.unpack_from("<I", head, 80)[0] if len(head) >= 84 else 0
    advanced = re.search(r"(?ai)\.(zip|stl|dcm|dicom|dic)$", name) or archive or text[128:132] == "DICM" \
        or re.match(r"(?a)[\t-\r \xa0]*solid\b[^\n]*\n[\t-\r \xa0]*(facet|endsolid)\b", text) or (triangles > 0 and size == 84 + 50 * triangles)
    return "advanced" if advanced else "standard"


# Attachments and thumbnails

SEGMENT, RECORD = 5242880, 262144


def segment_count(size, segment_size):
    is_count(size), is_count(segment_size)
    must(SEGMENT <= segment_size <= 2 ** 32 - RECORD and segment_size % RECORD == 0, "segment size")
    count = max(1, -(-size // segment_size))
    must(count <= 10000, "too many segments")
    return count


def sealed_length(size, record_size=RECORD):
    return 56 + size + 16 * (size // record_size + 1)


def segment_context(id, size, segmentSize, index, last):
    return b"sealpost/v1/segment\0" + b64(id) + size.to_bytes(8, "big") + u32(segmentSize) + u32(index) + bytes([last])


def segment_hash(sealed):
    records = [sealed[i:i + RECORD + 16] for i in range(56, len(sealed), RECORD + 16)]
    return fingerprint(sealed[:56] + b"".join(hashlib.sha256(each).digest() for each in records))


def open_segment(key, id, size, segment_size, index, digest, sealed):
    count = segment_count(size, segment_size)
    must(0 <= index < count, "no such segment")
    must(segment_hash(sealed) == digest, "not what was signed")
    last = index == count - 1
    plaintext = cobblestone_open(key, segment_context(id, size, segment_size, index, last), RECORD, sealed)
    must(len(plaintext) == (size - index * segment_size if last else segment_size), "length of the segment")
    return plaintext


def open_thumbnail(key, attachment, id, digest, sealed):
    must(fingerprint(sealed) == digest, "not what was signed")
    image = seal_open(key, "thumbnail", attachment, id, 1, sealed)
    must(1 <= len(image) <= 16384, "length of the thumbnail")
    return image
