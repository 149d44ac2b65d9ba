// Which unfinished upload a file that was chosen again belongs to.
import type { DraftAttachment } from '../../session/vault-api/drafts.ts';
import type { ChosenFile } from '../../session/use-uploads.ts';

/**
 * By name and folder. Chosen by itself, a file of a folder counts too; whether it is still the same is found out by its size, date
 * and content.
 */
export function unfinishedFor({ file, path }: Pick<ChosenFile, 'file' | 'path'>, attachments: readonly DraftAttachment[]): DraftAttachment | null {
  const named = attachments.filter(({ unfinished, name }) => unfinished !== undefined && name === file.name);
  return named.find((each) => each.path === path) ?? (path === null ? named.find(({ size }) => size === file.size) : undefined) ?? null;
}
