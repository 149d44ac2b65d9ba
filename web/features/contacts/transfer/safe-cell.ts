// Cells that a spreadsheet would take for a formula. An apostrophe before them makes them text; ours are taken off again when a
// file comes back, so that nothing is changed by the journey.

/** As OWASP lists them, with the wide forms that some spreadsheets read alike; behind any apostrophes, so that one more can always be taken off. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/u;

export function guardCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

export function bareCell(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
