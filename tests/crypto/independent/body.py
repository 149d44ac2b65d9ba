# SPEC.md, Part I, "Body".
import ipaddress, re
from foundations import *
from signed import *

MARKS = ("bold", "italic", "underline", "strike", "link")


def is_link(x):
    must(isinstance(x, str) and units(x) <= 2048 and "\\" not in x and not white_space(x) and not controls(x), "link")
    web = re.match(r"(?ai)https?://([^/?#]+)", x)
    must(web or re.match(r"(?ai)(mailto|tel):.", x), "kind of link")
    if web:
        host, port = re.fullmatch(r"(.*?)(?::([0-9]*))?", web[1].rpartition("@")[2]).groups()
        must(int(port or 0) <= 65535, "port")
        if host.startswith("["):
            try:
                ipaddress.IPv6Address(host[1:-1] if host.endswith("]") else "")
            except ValueError:
                raise Refused("host")
        else:
            must(host and not re.search(r"[<>^|%\[\]`{}\"]", host), "host")


def is_mark(x):
    must(isinstance(x, dict) and x.get("type") in MARKS, "mark")
    record(type=one_of(x["type"]), **({"attrs": record(href=is_link)} if x["type"] == "link" else {}))(x)


def marks(x):
    list_of(is_mark, 1, 5)(x)
    must(len({mark["type"] for mark in x}) == len(x), "a mark twice")


def text(x):
    must(isinstance(x, str) and x and not controls(x.replace("\t", "").replace("\n", "")), "text")


def inline(x):
    must(isinstance(x, dict) and x.get("type") in ("text", "hardBreak"), "inline")
    node(x, **({"text": text} if x["type"] == "text" else {}), optional={"marks": marks})


def node(x, optional={}, **kinds):
    kinds = {"type": one_of(x["type"]), **kinds, **{name: kind for name, kind in optional.items() if name in x}}
    record(**kinds)(x)


def block(x):
    must(isinstance(x, dict) and isinstance(x.get("type"), str), "block")
    inlines, blocks = {"content": list_of(inline, 1, 20000)}, list_of(block, 1, 20000)
    if x["type"] == "paragraph":
        node(x, optional=inlines)
    elif x["type"] == "heading":
        node(x, attrs=record(level=one_of(1, 2, 3)), optional=inlines)
    elif x["type"] == "bulletList":
        node(x, content=list_of(item, 1, 20000))
    elif x["type"] == "orderedList":
        node(x, attrs=record(start=whole(0, 1000000)), content=list_of(item, 1, 20000))
    elif x["type"] == "blockquote":
        node(x, content=blocks)
    else:
        must(x["type"] == "table", "node")
        node(x, content=list_of(row, 1, 1000))


def item(x):
    record(type=one_of("listItem"), content=list_of(block, 1, 20000))(x)
    must(x["content"][0]["type"] == "paragraph", "an item begins with a paragraph")


def row(x):
    cell = record(type=one_of("tableCell", "tableHeader"), attrs=record(colspan=whole(1, 100), rowspan=whole(1, 1000)), content=list_of(block, 1, 20000))
    record(type=one_of("tableRow"), content=list_of(cell, 1, 100))(x)


def parse_body(data):
    value = parse_json(data, 1048576, depth=52)
    record(type=one_of("doc"), content=list_of(block, 1, 20000))(value)
    return value
