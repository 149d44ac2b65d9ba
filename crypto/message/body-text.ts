// A body as plain text: for search, previews, quotations in text and the copy for a screen without the editor.
import type { BlockNode, BodyDocument, InlineNode, ListItem, TableRow } from "./body.ts";

/** Blocks are separated by an empty line, list items and rows by a line feed. Links are followed by their target unless it is their text. */
export function bodyToText(body: BodyDocument): string {
  return blocksToText(body.content);
}

function blocksToText(blocks: readonly BlockNode[]): string {
  return blocks.map(blockToText).join("\n\n");
}

function blockToText(block: BlockNode): string {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return (block.content ?? []).map(inlineToText).join("");
    case "bulletList":
      return block.content.map((item) => itemToText(item, "- ")).join("\n");
    case "orderedList":
      return block.content.map((item, index) => itemToText(item, `${block.attrs.start + index}. `)).join("\n");
    case "blockquote":
      return blocksToText(block.content).replaceAll(/^/gm, "> ");
    case "table":
      return block.content.map(rowToText).join("\n");
  }
}

function itemToText(item: ListItem, marker: string): string {
  return marker + blocksToText(item.content).replaceAll("\n", `\n${" ".repeat(marker.length)}`);
}

function rowToText(row: TableRow): string {
  return row.content.map((cell) => blocksToText(cell.content).replaceAll(/\s+/g, " ")).join("\t");
}

function inlineToText(node: InlineNode): string {
  if (node.type === "hardBreak") return "\n";
  const link = node.marks?.find((mark) => mark.type === "link");
  return link === undefined || link.attrs.href === node.text ? node.text : `${node.text} <${link.attrs.href}>`;
}
