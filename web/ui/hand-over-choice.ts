// Which messages were selected to be handed over, from a list to the page that does it: in memory only, since no address of a page names
// messages of a person.
let chosen: readonly string[] = [];

export function chooseForHandOver(messages: readonly string[]): void {
  chosen = [...new Set(messages)];
}

export const chosenForHandOver = (): readonly string[] => chosen;
