// From an editor's JSON to a body: attributes that the schema does not know are dropped (list markers, column widths,
// link targets), those it needs are filled in. Nodes and marks that it does not know are refused by parseBody as ever.
import { parseBody, type BodyDocument } from "./body.ts";

type Attributes = Readonly<Record<string, unknown>>;

const KNOWN_ATTRIBUTES: Readonly<Record<string, Attributes>> = {
  heading: { level: 1 },
  orderedList: { start: 1 },
  tableCell: { colspan: 1, rowspan: 1 },
  tableHeader: { colspan: 1, rowspan: 1 },
  link: { href: undefined },
};

/** The body that an editor's document means. InvalidInputError where it has nodes, marks or links that no body has. */
export function bodyFromEditor(json: unknown): BodyDocument {
  return parseBody(project(json));
}

function project(node: unknown): unknown {
  if (typeof node !== "object" || node === null || Array.isArray(node)) return node;
  const { type, attrs, content, marks, ...rest } = node as Record<string, unknown>;
  const known = typeof type === "string" && Object.hasOwn(KNOWN_ATTRIBUTES, type) ? KNOWN_ATTRIBUTES[type] : undefined;
  return {
    ...rest,
    type,
    ...(known === undefined ? {} : { attrs: pick(attrs, known) }),
    ...(hasElements(content) ? { content: content.map(project) } : {}),
    ...(hasElements(marks) ? { marks: marks.map(project) } : {}),
  };
}

function pick(attrs: unknown, known: Attributes): Attributes {
  const given = (attrs ?? {}) as Attributes;
  return Object.fromEntries(Object.entries(known).map(([name, otherwise]) => [name, given[name] ?? otherwise]));
}

function hasElements(list: unknown): list is readonly unknown[] {
  return Array.isArray(list) && list.length > 0;
}
