// Finding a contact: every word in name, practice, address or notes, whatever its case and accents.
import type { Contact } from '../../session/vault-api.ts';

export function matchesContact({ name, practice, address, notes }: Contact, filter: string): boolean {
  const folded = fold([name, practice, address, notes].join(' '));
  return fold(filter).split(/\s+/).every((word) => folded.includes(word));
}

function fold(value: string): string {
  return value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
