// Which save of a draft another one may take the place of. Each has a name of its own, and says by which device it was made.
import { newId } from '#crypto';
import { requireUnlocked, type VaultContext } from './context.ts';
import type { StoredDraft, StoredVersion } from './documents.ts';
import { sortedJson } from './sorted-json.ts';

/** Remembered, so that a save whose answer was lost is known as one's own. */
export function newEdition(context: VaultContext): string {
  const edition = newId();
  requireUnlocked(context).editions.add(edition);
  return edition;
}

/** Whether who knows `edition` knows what stands there: that very save, or one that was made here. */
export function isBasedOn(context: VaultContext, { now, edition }: { now: StoredDraft; edition: string | null }): boolean {
  return (now.edition ?? null) === edition || (now.edition !== undefined && requireUnlocked(context).editions.has(now.edition));
}

/** Whether nothing of `now` is lost by putting `next` in its place. */
export function mayReplace(context: VaultContext, { now, next, edition }: { now: StoredDraft; next: StoredDraft; edition: string | null }): boolean {
  return isBasedOn(context, { now, edition }) || saysTheSame(now, next);
}

export function saysTheSame(one: StoredVersion, other: StoredVersion): boolean {
  return sortedJson(written(one)) === sortedJson(written(other));
}

export function asideOf({ aside }: StoredDraft): readonly StoredVersion[] {
  return aside ?? [];
}

export function versionOf({ aside: _aside, discarded: _discarded, ...version }: StoredDraft): StoredVersion {
  return version;
}

function written({ recipients, noticeSubject, noticeText, secureSubject, body, attachments, expiry = null }: StoredVersion): unknown {
  return { recipients, noticeSubject, noticeText, secureSubject, body, attachments: attachments.map(({ id }) => id), expiry };
}
