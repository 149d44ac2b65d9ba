// Groups of the address book: people who are written to together. A member is an address, so a group survives whatever is
// learnt about somebody.
import { newId } from '#crypto';
import { byName } from '../by-name.ts';
import { VaultError } from '../vault-error.ts';
import type { ContactGroup } from '../vault-api/contacts.ts';
import { asTyped, placeOf, typedWords } from './contact-book.ts';
import { requireAddress, requireId, type VaultContext } from './context.ts';
import type { GroupsDocument, StoredGroup } from './documents.ts';
import type { Move } from './moved-contact.ts';
import { editState, readDocument } from './state.ts';

export const NO_GROUPS: GroupsDocument = { version: 1, groups: [] };

export async function listGroups(context: VaultContext): Promise<ContactGroup[]> {
  const { groups } = (await readDocument(context, 'groups')) ?? NO_GROUPS;
  return groups.map(({ id, name, members }) => ({ id, name, members: [...members] }));
}

type Kept = { id: string | null; name: string; members: readonly string[] };

export async function saveGroup(context: VaultContext, { id: known, name, members }: Kept): Promise<void> {
  const group: StoredGroup = { id: known === null ? newId() : requireId(known), name: name.trim(), members: [...new Set(members.map(requireAddress))] };
  await editState(context, { groups: (document) => withGroup(document ?? NO_GROUPS, group) });
}

/** Answers the group as it was, for `saveGroup` to bring back; null: it was not there. */
export async function removeGroup(context: VaultContext, known: string): Promise<ContactGroup | null> {
  const id = requireId(known);
  const done: { removed?: StoredGroup | undefined } = {};
  await editState(context, {
    groups: (document) => {
      done.removed = document?.groups.find((group) => group.id === id);
      return document && done.removed ? { ...document, groups: document.groups.filter((group) => group !== done.removed) } : document;
    },
  });
  return done.removed ?? null;
}

function withGroup(document: GroupsDocument, group: StoredGroup): GroupsDocument {
  if (document.groups.some(({ id, name }) => id !== group.id && sameName(name, group.name))) throw new VaultError('group_exists');
  const place = document.groups.findIndex(({ id }) => id === group.id);
  return { ...document, groups: place === -1 ? [...document.groups, group] : document.groups.with(place, group) };
}

/** One name to whoever types it: case and accents do not count. */
export function sameName(one: string, other: string): boolean {
  return typedWords(one).join(' ') === typedWords(other).join(' ');
}

/** Members who have another address now, once each. The same document where nobody has. */
export function withMoves(document: GroupsDocument, moves: readonly Move[]): GroupsDocument {
  const groups = document.groups.map((group) => {
    if (!moves.some(({ from }) => group.members.includes(from))) return group;
    return { ...group, members: [...new Set(group.members.map((member) => moves.find(({ from }) => from === member)?.to ?? member))] };
  });
  return groups.every((group, index) => group === document.groups[index]) ? document : { ...document, groups };
}

/** The address is in exactly these groups. The same document where it is already. */
export function withMemberships(document: GroupsDocument, { address, ids }: { address: string; ids: ReadonlySet<string> }): GroupsDocument {
  const groups = document.groups.map((group) => {
    if (group.members.includes(address) === ids.has(group.id)) return group;
    const members = ids.has(group.id) ? [...group.members, address] : group.members.filter((member) => member !== address);
    return { ...group, members };
  });
  return groups.every((group, index) => group === document.groups[index]) ? document : { ...document, groups };
}

const OFFERED = 3;

/** Groups that a typed text may mean: every word of it in the name, the best fit first. */
export function suggestGroups(groups: readonly StoredGroup[], query: string): StoredGroup[] {
  const words = typedWords(query);
  if (words.length === 0) return [];
  return groups
    .filter(({ members }) => members.length > 0)
    .map((group) => ({ group, places: words.map((word) => placeOf(asTyped(group.name), word)) }))
    .filter(({ places }) => places.every((place) => place > 0))
    .toSorted((a, b) => sumOf(b.places) - sumOf(a.places) || byName(a.group, b.group))
    .slice(0, OFFERED)
    .map(({ group }) => group);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
