// Text as it may be sent: what a paste from a terminal or a PDF brings along besides letters is dropped as it is typed.

/** For subjects: one line, no controls. */
export function oneLine(typed: string): string {
  return typed.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** Line feeds and tabs stay. */
export function manyLines(typed: string): string {
  return typed.toWellFormed().replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
}
