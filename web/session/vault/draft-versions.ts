// One draft on two devices. A save that is not based on what stands there by now overwrites nothing. What is written here is put aside,
// in the same document, until a person has chosen; and what was not chosen stays aside too. So nothing is lost, whatever is pressed and
// whenever a window closes.
import { newId, type Id } from '#crypto';
import type { Draft, DraftChoice } from '../vault-api/drafts.ts';
import { VaultError } from '../vault-error.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import { draftName, type StoredDraft, type StoredVersion } from './documents.ts';
import { asideOf, isBasedOn, newEdition, saysTheSame, versionOf } from './draft-editions.ts';
import { draftView, storedDraft } from './drafts.ts';
import { editState, readDocument, takeOver } from './state.ts';
import type { Edits } from './state-change.ts';
import { noteJournal } from './upload-journal.ts';

/** More than these nobody looks through; the oldest goes. */
const KEPT_VERSIONS = 5;

/** The draft as it stands now, where that is another save than the one asked with; null: it is the same, or gone. */
export async function draftElsewhere(context: VaultContext, { id, edition }: Pick<Draft, 'id' | 'edition'>): Promise<Draft | null> {
  await takeOver(context);
  const now = await readDocument(context, draftName(requireId(id)));
  return now === null || isBasedOn(context, { now, edition }) ? null : draftView(context, now);
}

/** While nobody has chosen: what is written here is kept beside what stands there. */
export async function putAside(context: VaultContext, draft: Draft): Promise<void> {
  await change(context, draft, {
    decide({ now, mine }) {
      if (now === null) return { main: mine };
      // Who writes on has the word where the other device has discarded it.
      if (now.discarded !== undefined) return { main: mine, aside: [versionOf(now), ...asideOf(now)] };
      return { main: versionOf(now), aside: [mine, ...asideOf(now)] };
    },
  });
}

/** What becomes of the two. The answer is what the panel shows from now on. */
export async function chooseVersion(context: VaultContext, { draft, choice }: { draft: Draft; choice: DraftChoice }): Promise<Draft> {
  const copy = newId();
  const chosen = await change(context, draft, {
    copy,
    decide({ now, mine }) {
      if (now === null) return { main: mine };
      const others = asideOf(now).filter(({ edition }) => edition !== mine.edition);
      if (choice === 'other') return { main: versionOf(now), aside: [mine, ...others] };
      if (choice === 'both') return { main: mine, aside: others, copy: { ...versionOf(now), id: copy, edition: newEdition(context) } };
      return { main: mine, aside: [versionOf(now), ...others] };
    },
  });
  requireUnlocked(context).asides.delete(chosen.id);
  letGo(context, chosen);
  return draftView(context, chosen);
}

/** Changes places with a version that was put aside. */
export async function takeVersion(context: VaultContext, { draft, version }: { draft: Draft; version: string }): Promise<Draft> {
  const chosen = await change(context, draft, {
    decide({ now, mine }) {
      const wanted = now && asideOf(now).find(({ edition }) => edition === version);
      if (!now || !wanted) throw new VaultError('not_found');
      if (!isBasedOn(context, { now, edition: draft.edition })) throw new VaultError('draft_changed');
      return { main: { ...wanted, edition: newEdition(context) }, aside: [mine, ...asideOf(now).filter(({ edition }) => edition !== version)] };
    },
  });
  requireUnlocked(context).asides.delete(chosen.id);
  letGo(context, chosen);
  return draftView(context, chosen);
}

type Standing = {
  now: StoredDraft | null;
  /** What is written here; aside it always has the same edition until somebody has chosen. */
  mine: StoredVersion;
};
type Outcome = { main: StoredVersion; aside?: readonly StoredVersion[]; copy?: StoredVersion };
type Change = { decide: (standing: Standing) => Outcome; /** The id of a second draft that may come of it. */ copy?: Id };

async function change(context: VaultContext, draft: Draft, { decide, copy }: Change): Promise<StoredDraft> {
  const id = requireId(draft.id);
  const { asides } = requireUnlocked(context);
  const edition = asides.get(id) ?? newEdition(context);
  asides.set(id, edition);
  const made: { main?: StoredDraft; copy?: StoredDraft } = {};
  const edits: Edits = {};
  edits[draftName(id)] = (now) => {
    const outcome = decide({ now, mine: { ...versionOf(storedDraft(context, draft, now)), edition } });
    made.main = { ...outcome.main, aside: withoutRepetitions(outcome.aside ?? []).slice(0, KEPT_VERSIONS) };
    if (outcome.copy) made.copy = outcome.copy;
    return made.main;
  };
  // After the draft itself, of which it is made.
  if (copy !== undefined) edits[draftName(copy)] = () => made.copy ?? null;
  await editState(context, edits);
  if (!made.main) throw new VaultError('unexpected');
  return made.main;
}

/** The same version once, and two that say the same once, the newer. */
function withoutRepetitions(versions: readonly StoredVersion[]): StoredVersion[] {
  return versions.filter((each, place) => place === versions.findIndex((other) => other.edition === each.edition || saysTheSame(other, each)));
}

/** Complete files that only a version aside has: its record holds their keys, and they are no longer the draft's. */
function letGo(context: VaultContext, draft: StoredDraft): void {
  const { files, dropped } = requireUnlocked(context);
  const listed = new Set<Id>(draft.attachments.map(({ id }) => id));
  const aside = new Set<Id>(asideOf(draft).flatMap(({ attachments }) => attachments.map(({ id }) => id)));
  for (const { id, complete, draft: of } of files.values()) {
    if (of !== draft.id || !complete || listed.has(id) || !aside.has(id)) continue;
    files.delete(id);
    dropped.add(id);
  }
  noteJournal(context, draft.id);
}
