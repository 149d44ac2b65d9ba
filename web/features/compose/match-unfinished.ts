// Which unfinished upload a file that was chosen again belongs to.
import type { DraftAttachment } from '../../session/vault-api/drafts.ts';
import type { ChosenFile } from '../../session/use-uploads.ts';

/**
 * By name and folder; of several called alike, the one of its size. Chosen by itself, a file of a folder counts too, unless there are
 * several that it may be: the same name stands in every folder of a disc. Whether it is still the same is found out by its size, date
 * and content.
 */
export function unfinishedFor({ file, path }: Pick<ChosenFile, 'file' | 'path'>, attachments: readonly DraftAttachment[]): DraftAttachment | null {
  const named = attachments.filter(({ unfinished, name }) => unfinished !== undefined && name === file.name);
  const ofItsSize = ({ size }: DraftAttachment) => size === file.size;
  const here = named.filter((each) => each.path === path);
  if (here.length > 0) return here.find(ofItsSize) ?? here[0] ?? null;
  const [only, ...others] = path === null ? named.filter(ofItsSize) : [];
  return others.length === 0 ? (only ?? null) : null;
}
