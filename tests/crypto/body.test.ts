// Bodies: the fixed schema and nothing else.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../crypto/bytes.ts";
import { InvalidInputError } from "../../crypto/errors.ts";
import { bodyFromEditor } from "../../crypto/message/body-from-editor.ts";
import { bodyToText } from "../../crypto/message/body-text.ts";
import { BODY_MAX_BYTES, BODY_MAX_DEPTH, encodeBody, parseBody, parseBodyBytes, type BodyDocument } from "../../crypto/message/body.ts";
import { isLinkTarget } from "../../crypto/message/link-target.ts";
import { unlessRefused } from "./refused.ts";

const doc = (...content: unknown[]): unknown => ({ type: "doc", content });
const p = (...content: unknown[]): unknown => (content.length === 0 ? { type: "paragraph" } : { type: "paragraph", content });
const t = (text: string, ...marks: unknown[]): unknown => (marks.length === 0 ? { type: "text", text } : { type: "text", text, marks });
const link = (href: string): unknown => ({ type: "link", attrs: { href } });
const cell = (type: string, ...content: unknown[]): unknown => ({ type, attrs: { colspan: 1, rowspan: 1 }, content });
const list = (...items: unknown[]): unknown => ({ type: "bulletList", content: items.map((item) => ({ type: "listItem", content: [item] })) });
const marked = (type: string): unknown => ({ type });

const everything = doc(
  { type: "heading", attrs: { level: 2 }, content: [t("Findings")] },
  p(t("Dear "), t("Bert", marked("bold"), marked("italic"), marked("underline"), marked("strike")), { type: "hardBreak" }, t("see here", link("https://praxis.example/a?b=c#d"))),
  p(),
  list(p(t("one")), p(t("two"))),
  { type: "orderedList", attrs: { start: 3 }, content: [{ type: "listItem", content: [p(t("three")), list(p(t("inner")))] }] },
  { type: "blockquote", content: [p(t("quoted")), { type: "blockquote", content: [p(t("deeper"))] }] },
  { type: "table", content: [{ type: "tableRow", content: [cell("tableHeader", p(t("Tooth"))), cell("tableHeader", p(t("State")))] }, { type: "tableRow", content: [cell("tableCell", p(t("11"))), cell("tableCell", p())] }] },
);

describe("parseBody", () => {
  it("accepts every node and mark of the schema, and comes back through bytes", () => {
    expect(parseBody(everything)).toBe(everything);
    expect(parseBodyBytes(encodeBody(everything))).toEqual(everything);
  });

  it.each<[string, unknown]>([
    ["no document", p()], ["an empty document", doc()], ["a string", "<b>x</b>"], ["null", null], ["a list", [doc(p())]],
    ["a field it does not know", { ...(doc(p()) as object), html: "x" }], ["text outside a paragraph", doc(t("x"))],
    ["an image", doc(p({ type: "image", attrs: { src: "https://evil.example" } }))], ["a node named like an object's property", doc({ type: "constructor" })],
    ["__proto__ as a type", doc({ type: "__proto__" })], ["empty text", doc(p(t("")))], ["text that is no string", doc(p({ type: "text", text: 1 }))],
    ["an empty list of contents", doc({ type: "paragraph", content: [] })], ["attributes on a paragraph", doc({ type: "paragraph", attrs: { style: "x" } })],
    ["a heading of level 4", doc({ type: "heading", attrs: { level: 4 } })], ["a heading without level", doc({ type: "heading" })],
    ["an empty list", doc({ type: "bulletList", content: [] })], ["a list of paragraphs", doc({ type: "bulletList", content: [p()] })],
    ["an item that begins with a list", doc({ type: "bulletList", content: [{ type: "listItem", content: [list(p())] }] })],
    ["a negative start", doc({ type: "orderedList", attrs: { start: -1 }, content: [{ type: "listItem", content: [p()] }] })],
    ["a table without rows", doc({ type: "table", content: [] })], ["a cell outside a table", doc(cell("tableCell", p()))],
    ["a cell that spans too much", doc({ type: "table", content: [{ type: "tableRow", content: [{ type: "tableCell", attrs: { colspan: 101, rowspan: 1 }, content: [p()] }] }] })],
    ["an unknown mark", doc(p(t("x", marked("code"))))], ["a mark twice", doc(p(t("x", marked("bold"), marked("bold"))))],
    ["two links", doc(p(t("x", link("https://a.example"), link("https://b.example"))))], ["no marks in a list", doc(p({ type: "text", text: "x", marks: [] }))],
    ["a link without target", doc(p(t("x", marked("link"))))], ["a link with more than a target", doc(p(t("x", { type: "link", attrs: { href: "https://a.example", target: "_blank" } })))],
    ["a control character", doc(p(t("a\u0000b")))], ["an escape character", doc(p(t("a\u001bb")))], ["a lone surrogate", doc(p(t("\ud800")))],
    ["undefined", doc({ type: "paragraph", content: undefined })],
  ])("refuses %s", (_, value) => expect(() => parseBody(value)).toThrow(InvalidInputError));

  it("refuses what is too deep, and what is too long", () => {
    const quoted = (depth: number): unknown => doc(Array.from({ length: depth }).reduce((inner) => ({ type: "blockquote", content: [inner] }), p(t("x", marked("bold")))));
    // Document, quotations, paragraph, text and mark: 51 and 53 deep in JSON.
    expect(() => parseBody(quoted(BODY_MAX_DEPTH - 2))).not.toThrow();
    expect(() => parseBody(quoted(BODY_MAX_DEPTH - 1))).toThrow(InvalidInputError);
    expect(() => parseBody(quoted(10_000))).toThrow(InvalidInputError);
    expect(() => parseBody(doc(p(t("x".repeat(BODY_MAX_BYTES)))))).toThrow(InvalidInputError);
    expect(() => parseBodyBytes(encodeUtf8(" ".repeat(BODY_MAX_BYTES + 1)))).toThrow(InvalidInputError);
  });

  it("accepts the bounds of every number", () => {
    const wide = { type: "tableCell", attrs: { colspan: 100, rowspan: 1000 }, content: [p()] };
    const late = { type: "orderedList", attrs: { start: 1_000_000 }, content: [{ type: "listItem", content: [p()] }] };
    const first = { type: "orderedList", attrs: { start: 0 }, content: [{ type: "listItem", content: [p()] }] };
    const headings = [1, 2, 3].map((level) => ({ type: "heading", attrs: { level } }));
    expect(() => parseBody(doc({ type: "table", content: [{ type: "tableRow", content: [wide] }] }, late, first, ...headings))).not.toThrow();
    expect(() => parseBody(doc({ ...late, attrs: { start: 1_000_001 } }))).toThrow(InvalidInputError);
  });

  it("throws nothing but InvalidInputError, whatever it is given", () => {
    fc.assert(fc.property(fc.anything(), (value) => {
      const body = unlessRefused(InvalidInputError, () => parseBody(value));
      expect([null, value]).toContain(body);
    }), { numRuns: 500 });
    fc.assert(fc.property(fc.uint8Array(), (bytes) => {
      expect(() => parseBodyBytes(bytes)).toThrow(InvalidInputError);
    }));
  });

  it("refuses a body in which any one node was given another type", () => {
    const text = JSON.stringify(everything);
    const types = [...text.matchAll(/"type":"(\w+)"/g)];
    expect(types.length).toBeGreaterThan(40);
    for (const match of types) {
      const altered = JSON.parse(`${text.slice(0, match.index)}"type":"script"${text.slice(match.index + match[0].length)}`) as unknown;
      expect(() => parseBody(altered)).toThrow(InvalidInputError);
    }
  });
});

describe("links", () => {
  it.each(["https://praxis.example", "http://praxis.example:8080/a?b#c", "https://praxis.example:65535", "HTTPS://praxis.example", "mailto:anna@praxis.example", "tel:+49123"])("lead to %s", (href) => {
    expect(isLinkTarget(href)).toBe(true);
  });
  it.each([
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "\u0000javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
    "blob:https://a.example/x", "//evil.example", "/path", "praxis.example", "https:", "https://", "https:///x", "https:praxis.example", "https:\\\\evil.example", "http://a b.example", "https://[", "https://praxis.example:65536", "http\u017f://praxis.example", "ma\u0131lto:x", "mailto:", "tel:",
    "about:blank", "https://evil.example\n", `https://a.example/${"x".repeat(2048)}`, 7, null, undefined,
  ])("do not lead to %j", (href) => expect(isLinkTarget(href)).toBe(false));
});

describe("bodyFromEditor", () => {
  it("drops attributes that the schema does not know and fills in those it needs", () => {
    const json = doc(
      { type: "paragraph", attrs: { textAlign: null }, content: [t("x", { type: "link", attrs: { href: "https://a.example", target: "_blank", rel: "noopener", class: null } })] },
      { type: "orderedList", attrs: { start: 1, type: null }, content: [{ type: "listItem", attrs: {}, content: [{ type: "paragraph", content: [] }] }] },
      { type: "table", content: [{ type: "tableRow", content: [{ type: "tableCell", attrs: { colspan: 2, rowspan: 1, colwidth: [80] }, content: [p()] }, { type: "tableCell", content: [p()] }] }] },
    );
    expect(bodyFromEditor(json)).toEqual(doc(
      p(t("x", link("https://a.example"))),
      { type: "orderedList", attrs: { start: 1 }, content: [{ type: "listItem", content: [p()] }] },
      { type: "table", content: [{ type: "tableRow", content: [{ type: "tableCell", attrs: { colspan: 2, rowspan: 1 }, content: [p()] }, cell("tableCell", p())] }] },
    ));
    expect(bodyFromEditor(everything)).toEqual(everything);
  });

  it.each([doc({ type: "codeBlock", content: [t("x")] }), doc(p(t("x", link("javascript:alert(1)")))), null, "x"])("still refuses what no body has (%#)", (json) => {
    expect(() => bodyFromEditor(json)).toThrow(InvalidInputError);
  });
});

describe("bodyToText", () => {
  it("says everything the body says", () => {
    expect(bodyToText(parseBody(everything))).toBe([
      "Findings", "Dear Bert\nsee here <https://praxis.example/a?b=c#d>", "", "- one\n- two", "3. three\n   \n   - inner", "> quoted\n> \n> > deeper", "Tooth\tState\n11\t",
    ].join("\n\n"));
  });

  it("keeps every text of any body", () => {
    const inline = fc.string({ unit: "grapheme-ascii", minLength: 1 }).filter((text) => !/\p{Cc}|\s/u.test(text));
    fc.assert(fc.property(fc.array(inline, { minLength: 1 }), (texts) => {
      const text = bodyToText(parseBody(doc(...texts.map((each) => p(t(each))))) as BodyDocument);
      expect(text.split("\n\n")).toEqual(texts);
    }));
  });
});
