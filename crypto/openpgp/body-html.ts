// A body as HTML, for mail programs: written from the fixed schema, every text escaped, no style, no image, no script.
import type { BlockNode, BodyDocument, InlineNode, Mark, TableCell } from "../message/body.ts";

/** A whole document. Links lead where the body's schema lets them (link-target.ts). */
export function bodyToHtml(body: BodyDocument): string {
  return `<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head>\n<body>\n${blocks(body.content)}</body></html>\n`;
}

function blocks(nodes: readonly BlockNode[]): string {
  return nodes.map(block).join("");
}

function block(node: BlockNode): string {
  switch (node.type) {
    case "paragraph":
      return `<p>${inlines(node.content)}</p>\n`;
    case "heading":
      return `<h${node.attrs.level}>${inlines(node.content)}</h${node.attrs.level}>\n`;
    case "bulletList":
      return `<ul>\n${node.content.map((item) => `<li>${blocks(item.content)}</li>\n`).join("")}</ul>\n`;
    case "orderedList":
      return `<ol start="${node.attrs.start}">\n${node.content.map((item) => `<li>${blocks(item.content)}</li>\n`).join("")}</ol>\n`;
    case "blockquote":
      return `<blockquote>\n${blocks(node.content)}</blockquote>\n`;
    case "table":
      return `<table border="1">\n${node.content.map((row) => `<tr>${row.content.map(cell).join("")}</tr>\n`).join("")}</table>\n`;
  }
}

function cell({ type, attrs, content }: TableCell): string {
  const tag = type === "tableHeader" ? "th" : "td";
  return `<${tag} colspan="${attrs.colspan}" rowspan="${attrs.rowspan}">${blocks(content)}</${tag}>`;
}

function inlines(nodes: readonly InlineNode[] = []): string {
  return nodes.map(inline).join("");
}

function inline(node: InlineNode): string {
  if (node.type === "hardBreak") return "<br>";
  return (node.marks ?? []).reduce((html, mark) => marked(mark, html), escapeHtml(node.text));
}

const TAGS = { bold: "strong", italic: "em", underline: "u", strike: "s" } as const;

function marked(mark: Mark, html: string): string {
  if (mark.type === "link") return `<a href="${escapeHtml(mark.attrs.href)}" rel="noopener noreferrer">${html}</a>`;
  return `<${TAGS[mark.type]}>${html}</${TAGS[mark.type]}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
