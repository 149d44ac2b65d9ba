// The body of a secure message: a document in a small fixed schema, never HTML (SPEC.md, "Body"). The shape is ProseMirror's
// JSON, so an editor takes it as it is; anything outside the schema is refused, so nothing else ever reaches a screen.
import { encodeCanonicalJsonBytes, parseCanonicalJsonBytes, type JsonValue } from "../canonical-json.ts";
import type { Bytes } from "../bytes.ts";
import { InvalidInputError } from "../errors.ts";
import { listOf, literal, optional, record, refine, type Shape } from "../shape.ts";
import { isLinkTarget } from "./link-target.ts";

export type Mark =
  | { readonly type: "bold" | "italic" | "underline" | "strike" }
  | { readonly type: "link"; readonly attrs: { readonly href: string } };
export type TextNode = { readonly type: "text"; readonly text: string; readonly marks?: readonly Mark[] };
export type HardBreak = { readonly type: "hardBreak"; readonly marks?: readonly Mark[] };
export type InlineNode = TextNode | HardBreak;
export type Paragraph = { readonly type: "paragraph"; readonly content?: readonly InlineNode[] };
export type Heading = { readonly type: "heading"; readonly attrs: { readonly level: 1 | 2 | 3 }; readonly content?: readonly InlineNode[] };
export type ListItem = { readonly type: "listItem"; readonly content: readonly BlockNode[] };
export type BulletList = { readonly type: "bulletList"; readonly content: readonly ListItem[] };
export type OrderedList = { readonly type: "orderedList"; readonly attrs: { readonly start: number }; readonly content: readonly ListItem[] };
export type Blockquote = { readonly type: "blockquote"; readonly content: readonly BlockNode[] };
export type TableCell = {
  readonly type: "tableCell" | "tableHeader";
  readonly attrs: { readonly colspan: number; readonly rowspan: number };
  readonly content: readonly BlockNode[];
};
export type TableRow = { readonly type: "tableRow"; readonly content: readonly TableCell[] };
export type Table = { readonly type: "table"; readonly content: readonly TableRow[] };
export type BlockNode = Paragraph | Heading | BulletList | OrderedList | Blockquote | Table;
export type BodyDocument = { readonly type: "doc"; readonly content: readonly BlockNode[] };

export const BODY_MAX_BYTES = 1_048_576;
/** How deep nodes may stand in each other, the document counted. Each is an object and a list in JSON, marks two more. */
export const BODY_MAX_DEPTH = 24;
const JSON_MAX_DEPTH = 2 * BODY_MAX_DEPTH + 4;
const CHILDREN_MAX = 20_000;

// Tabs and line feeds are text; other controls are not.
const REFUSED_CHARACTERS = /(?![\t\n])\p{Cc}/u;

const text: Shape<string> = (value): value is string => typeof value === "string" && value !== "" && !REFUSED_CHARACTERS.test(value);

const simpleMarks = (["bold", "italic", "underline", "strike"] as const).map((type) => record({ type: literal(type) }));
const link = record({ type: literal("link"), attrs: record({ href: isLinkTarget }) });
const mark: Shape<Mark> = (value): value is Mark => link(value) || simpleMarks.some((shape) => shape(value));
const marks = refine(listOf(mark, { min: 1, max: 5 }), (list) => new Set(list.map((each) => each.type)).size === list.length);

const inline: Shape<InlineNode> = (value): value is InlineNode => textNode(value) || hardBreak(value);
const textNode = record({ type: literal("text"), text, marks: optional(marks) });
const hardBreak = record({ type: literal("hardBreak"), marks: optional(marks) });
const inlines = optional(listOf(inline, { min: 1, max: CHILDREN_MAX }));
const paragraph = record({ type: literal("paragraph"), content: inlines });

const whole = (from: number, to: number): Shape<number> =>
  (value): value is number => Number.isInteger(value) && (value as number) >= from && (value as number) <= to;
const level: Shape<1 | 2 | 3> = (value): value is 1 | 2 | 3 => value === 1 || value === 2 || value === 3;
const heading = record({ type: literal("heading"), attrs: record({ level }), content: inlines });

const blocks: Shape<readonly BlockNode[]> = listOf(isBlock, { min: 1, max: CHILDREN_MAX });
const listItem = record({ type: literal("listItem"), content: refine(blocks, ([first]) => first?.type === "paragraph") });
const listItems = listOf(listItem, { min: 1, max: CHILDREN_MAX });
const bulletList = record({ type: literal("bulletList"), content: listItems });
const orderedList = record({ type: literal("orderedList"), attrs: record({ start: whole(0, 1_000_000) }), content: listItems });
const blockquote = record({ type: literal("blockquote"), content: blocks });

const span = record({ colspan: whole(1, 100), rowspan: whole(1, 1000) });
const tableCell = record({ type: literal("tableCell"), attrs: span, content: blocks });
const tableHeader = record({ type: literal("tableHeader"), attrs: span, content: blocks });
const cell: Shape<TableCell> = (value): value is TableCell => tableCell(value) || tableHeader(value);
const tableRow = record({ type: literal("tableRow"), content: listOf(cell, { min: 1, max: 100 }) });
const table = record({ type: literal("table"), content: listOf(tableRow, { min: 1, max: 1000 }) });

const BLOCKS: Readonly<Record<string, Shape<BlockNode>>> = { paragraph, heading, bulletList, orderedList, blockquote, table };
const bodyDocument: Shape<BodyDocument> = record({ type: literal("doc"), content: blocks });

function isBlock(value: unknown): value is BlockNode {
  const type = (value as { type?: unknown } | null | undefined)?.type;
  return typeof type === "string" && Object.hasOwn(BLOCKS, type) && BLOCKS[type]!(value);
}

/** The same value, known to be a body. InvalidInputError for anything outside the schema, too deep or too long. */
export function parseBody(value: unknown): BodyDocument {
  // Encoding first bounds the depth, before the shapes follow it, and the length.
  encodeBody(value);
  if (!bodyDocument(value)) throw new InvalidInputError("body");
  return value;
}

/** The body of canonical JSON, as parseBody. */
export function parseBodyBytes(bytes: Uint8Array): BodyDocument {
  return parseBody(parseCanonicalJsonBytes(bytes, { maxBytes: BODY_MAX_BYTES, maxDepth: JSON_MAX_DEPTH }));
}

/** Canonical JSON in UTF-8: what is hashed into the manifest and sealed. */
export function encodeBody(value: unknown): Bytes {
  const bytes = encodeCanonicalJsonBytes(value as JsonValue, JSON_MAX_DEPTH);
  if (bytes.length > BODY_MAX_BYTES) throw new InvalidInputError("body too long");
  return bytes;
}
