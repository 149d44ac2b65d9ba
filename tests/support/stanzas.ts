// The header of a container cut into its stanzas, and put together again otherwise (SPEC.md, "Container").
const BEFORE = 22;
const STANZA = 1557;

/** The container with these stanzas in place of its own; its header's MAC and payload stay. */
export function withStanzas(container: Uint8Array, change: (stanzas: Uint8Array[]) => readonly (Uint8Array | undefined)[]): Uint8Array<ArrayBuffer> {
  const stanzas = stanzasOf(container);
  const changed = change(stanzas).map((stanza) => stanza ?? new Uint8Array(0));
  return new Uint8Array(Buffer.concat([container.subarray(0, BEFORE), ...changed, container.subarray(BEFORE + stanzas.length * STANZA)]));
}

export function stanzasOf(container: Uint8Array): Uint8Array[] {
  const stanzas: Uint8Array[] = [];
  for (let at = BEFORE; container[at] === '-'.charCodeAt(0) && container[at + 1] === '>'.charCodeAt(0); at += STANZA) stanzas.push(container.subarray(at, at + STANZA));
  return stanzas;
}
