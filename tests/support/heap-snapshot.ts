// What a V8 heap snapshot says: every string in it, ropes put together, every array of strings, and every buffer with its holders.
// A snapshot has no buffer's contents, and DevTools hands no buffer out by its number; but who holds one it does.

type Snapshot = {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]]; edge_fields: string[]; edge_types: [string[], ...unknown[]] } };
  nodes: number[];
  edges: number[];
  strings: string[];
};

/** How to get at a buffer: by a member of an object, among a map's or set's entries, or as a variable of a function. */
export type Holder = { object: number; how: 'member' | 'entry' | 'variable'; name: string };

export type HeapContents = {
  /** Buffers and views of them: the ways to each. None: nothing that can be asked holds it. `what` says who does, for people. */
  buffers: { what: string; holders: Holder[] }[];
  strings: string[];
  /** The strings of one array, in its order. */
  lists: string[][];
};

const BUFFERS = /^(Shared)?ArrayBuffer$|^DataView$|^(Big)?(Ui|I)nt\d+(Clamped)?Array$|^Float\d+Array$/;
const STRINGS = new Set(['string', 'concatenated string', 'sliced string']);

export function readHeapSnapshot(json: string): HeapContents {
  const { snapshot, nodes, edges, strings } = JSON.parse(json) as Snapshot;
  const { meta } = snapshot;
  const node = fieldsOf(meta.node_fields);
  const edge = fieldsOf(meta.edge_fields);
  const [nodeTypes] = meta.node_types;
  const [edgeTypes] = meta.edge_types;
  const size = meta.node_fields.length;
  const edgeSize = meta.edge_fields.length;
  const typeOf = (at: number): string => nodeTypes[nodes[at + node('type')] ?? 0] ?? '';
  const nameOf = (at: number): string => strings[nodes[at + node('name')] ?? 0] ?? '';

  const firstEdge = new Map<number, number>();
  for (let at = 0, next = 0; at < nodes.length; at += size) {
    firstEdge.set(at, next);
    next += (nodes[at + node('edge_count')] ?? 0) * edgeSize;
  }
  function* edgesOf(at: number): Generator<{ type: string; name: number; to: number }> {
    const start = firstEdge.get(at) ?? 0;
    const end = start + (nodes[at + node('edge_count')] ?? 0) * edgeSize;
    for (let each = start; each < end; each += edgeSize) {
      yield { type: edgeTypes[edges[each + edge('type')] ?? 0] ?? '', name: edges[each + edge('name_or_index')] ?? 0, to: edges[each + edge('to_node')] ?? 0 };
    }
  }
  /** A rope is two strings; without recursion, since it may be deep. */
  function textOf(at: number): string {
    const parts: string[] = [];
    const open = [at];
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      const halves = typeOf(each) === 'concatenated string' ? [...edgesOf(each)].filter(({ name }) => ['first', 'second'].includes(strings[name] ?? '')) : [];
      if (halves.length === 0) parts.push(nameOf(each));
      else open.push(...halves.sort((a, b) => ((strings[a.name] ?? '') < (strings[b.name] ?? '') ? 1 : -1)).map(({ to }) => to));
    }
    return parts.join('');
  }

  const idOf = (at: number): number => nodes[at + node('id')] ?? 0;
  /** Its prototypes are called the same, but hold a constructor. A view of a class of its own is known by its buffer. */
  function isBuffer(at: number): boolean {
    if (!['object', 'native'].includes(typeOf(at))) return false;
    const edgesAt = [...edgesOf(at)];
    const has = (kind: string, wantedName: string): boolean => edgesAt.some(({ type, name }) => type === kind && strings[name] === wantedName);
    if (has('property', 'constructor')) return false;
    return BUFFERS.test(nameOf(at)) || has('internal', 'backing_store') || (has('internal', 'buffer') && has('internal', 'elements'));
  }
  const wanted = new Set<number>();
  for (let at = 0; at < nodes.length; at += size) if (isBuffer(at)) wanted.add(at);
  const held = retainers(wanted);

  /** Every edge to one of these nodes. */
  function retainers(targets: ReadonlySet<number>): Map<number, { from: number; type: string; name: number }[]> {
    const found = new Map<number, { from: number; type: string; name: number }[]>();
    for (let from = 0; from < nodes.length; from += size) {
      for (const { type, name, to } of edgesOf(from)) {
        // A buffer knows its views weakly.
        if (!targets.has(to) || type === 'weak') continue;
        const known = found.get(to);
        if (known) known.push({ from, type, name });
        else found.set(to, [{ from, type, name }]);
      }
    }
    return found;
  }

  /** Contexts, which may lie in contexts, and the tables of maps cannot be asked: whoever uses them can. */
  const isInner = (at: number): boolean => !['closure', 'native'].includes(typeOf(at)) && (typeOf(at) !== 'object' || nameOf(at).startsWith('system /'));
  const users = new Map<number, { from: number; type: string; name: number }[]>();
  for (let open = innerOf(held), depth = 0; open.size > 0 && depth < 8; depth += 1) {
    const found = retainers(open);
    for (const [at, edges] of found) users.set(at, edges);
    open = new Set([...innerOf(found)].filter((at) => !users.has(at)));
  }

  function innerOf(edges: ReadonlyMap<number, { from: number }[]>): Set<number> {
    return new Set([...edges.values()].flat().flatMap(({ from }) => (isInner(from) ? [from] : [])));
  }

  function holdersOf(buffer: number): Holder[] {
    return (held.get(buffer) ?? []).flatMap(({ from, type, name }): Holder[] => {
      if (wanted.has(from)) return [];
      if (isInner(from)) return usersOf(from, new Set());
      return [{ object: idOf(from), how: 'member', name: type === 'element' ? String(name) : (strings[name] ?? '') }];
    });
  }

  function usersOf(at: number, seen: Set<number>): Holder[] {
    if (seen.has(at)) return [];
    seen.add(at);
    return (users.get(at) ?? []).flatMap(({ from }): Holder[] => {
      if (isInner(from)) return usersOf(from, seen);
      return [{ object: idOf(from), how: typeOf(from) === 'closure' ? 'variable' : 'entry', name: '' }];
    });
  }

  const contents: HeapContents = { strings: [], lists: [], buffers: [...wanted].filter((at) => !isInside(at)).map((at) => ({ what: describe(at), holders: holdersOf(at) })) };
  function describe(at: number): string {
    const by = (held.get(at) ?? []).map(({ from, type, name }) => `${type} ${type === 'element' || type === 'hidden' ? name : (strings[name] ?? '')} of ${typeOf(from)} ${nameOf(from)}`);
    return `${nameOf(at)}, held as ${by.join(' and ')}`;
  }

  /** A buffer whose view is known too is read through the view. */
  function isInside(at: number): boolean {
    return (held.get(at) ?? []).some(({ from, type, name }) => wanted.has(from) && type === 'internal' && strings[name] === 'buffer');
  }
  for (let at = 0; at < nodes.length; at += size) {
    if (STRINGS.has(typeOf(at))) {
      contents.strings.push(textOf(at));
      continue;
    }
    const list: { name: number; text: string }[] = [];
    for (const { type, name, to } of edgesOf(at)) if (type === 'element' || type === 'internal' || type === 'hidden') if (STRINGS.has(typeOf(to))) list.push({ name, text: nameOf(to) });
    if (list.length > 1) contents.lists.push(list.sort((a, b) => a.name - b.name).map(({ text }) => text));
  }
  // Names of properties and the like, which are no nodes of their own in every version.
  return { ...contents, strings: contents.strings.concat(strings) };
}

function fieldsOf(names: readonly string[]): (name: string) => number {
  return (name) => {
    const index = names.indexOf(name);
    if (index === -1) throw new Error(`a heap snapshot without ${name}`);
    return index;
  };
}
