// Which texts of practices were accepted, in the sealed state and for each practice: who changes practices is not stopped by what they have seen in
// another, and who comes back is shown nothing older than they had seen (SPEC.md, Q4).
import type { Id } from '#crypto';
import type { SeenTexts } from '#crypto/practice';
import type { VaultContext } from './context.ts';
import type { PracticeTextsDocument } from './documents.ts';
import { editState, readDocument } from './state.ts';

/** An account belongs to one practice at a time. */
const PRACTICES_MAX = 100;

export async function seenTexts(context: VaultContext, practice: Id): Promise<SeenTexts | null> {
  return allSeen(await readDocument(context, 'practice-texts')).find((each) => each.practice === practice) ?? null;
}

/** The highest edition that was accepted stays so, on all devices. */
export async function rememberTexts(context: VaultContext, practice: Id, { edition, hash, content }: SeenTexts): Promise<void> {
  await editState(context, {
    'practice-texts': (known) => {
      const before = allSeen(known);
      if (before.some((each) => each.practice === practice && each.edition >= edition)) return known;
      return { version: 1, practice, edition, hash, content, others: before.filter((each) => each.practice !== practice).slice(0, PRACTICES_MAX - 1) };
    },
  });
}

/** The one that was accepted last first. */
export function allSeen(document: PracticeTextsDocument | null): (SeenTexts & { practice: Id })[] {
  if (document === null) return [];
  const { practice, edition, hash, content, others = [] } = document;
  return [{ practice, edition, hash, content }, ...others];
}
