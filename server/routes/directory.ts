// A person as the API shows them to those who write to them.
import type { DirectoryEntry } from '../database/directory.ts';

export function directoryView({ kemPublicKey, confirmed, ...entry }: DirectoryEntry) {
  return { ...entry, confirmed, kemPublicKey: kemPublicKey.toString('base64url') };
}
