// Files come into a draft one after the other, so that the list keeps the order in which they were chosen, and no more than one message lists.
import { canList } from '../../session/message-room.ts';
import type { ChosenFile } from '../../session/use-uploads.ts';
import type { DraftAttachment } from '../../session/vault-api/drafts.ts';
import { formatCount } from '../../text/format.ts';
import { text } from '../../text/index.ts';

const words = text.compose.attachments;

export type AddParts = {
  /** What the draft lists now. */
  listed: () => readonly DraftAttachment[];
  add: (file: ChosenFile) => Promise<void>;
  /** Whether it stands in the list already, and is only taken up again. */
  isListed: (file: ChosenFile) => boolean;
  /** Why one was not taken, in words. */
  refusal: (error: unknown) => string;
};

/** How many were taken, and what to say of the others: a line each, and one line for all that have no place. */
export async function addInOrder(chosen: readonly ChosenFile[], { listed, add, isListed, refusal }: AddParts): Promise<{ taken: number; problems: string[] }> {
  const problems: string[] = [];
  let withoutPlace = 0;
  for (const each of chosen) {
    const { name, type: mediaType, size } = each.file;
    if (!isListed(each) && !canList([...listed(), { name, path: each.path, mediaType, size }])) withoutPlace += 1;
    else await add(each).catch((error: unknown) => problems.push(`${name}: ${refusal(error)}`));
  }
  const taken = chosen.length - problems.length - withoutPlace;
  if (withoutPlace > 0) problems.push(words.noPlace(formatCount(withoutPlace, words.files), withoutPlace));
  return { taken, problems };
}
