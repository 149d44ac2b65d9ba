// Whether the sender may send these attachments along: uploaded whole by themselves, or in a message of theirs (forwarding).
import { ApiError } from '../../api-error.ts';
import { findReadable, holdAttachments } from '../../database/attachments.ts';
import type { Writer } from '../../database/executor.ts';

/** Throws not_found for those that are not the sender's to send, attachment_incomplete for those that are not there yet. */
export async function assertAttachmentsReady(
  writer: Writer,
  { account, attachments, now }: { account: string; attachments: readonly string[]; now: Date },
): Promise<void> {
  if (attachments.length === 0) return;
  const held = new Set(await holdAttachments(writer, attachments));
  const readable = new Map((await findReadable(writer, { attachments, account, now })).map((row) => [row.id, row]));
  const foreign = attachments.filter((id) => !held.has(id) || !readable.has(id));
  if (foreign.length > 0) throw new ApiError('not_found', { ids: foreign });
  const incomplete = attachments.filter((id) => readable.get(id)?.completed_at === null);
  if (incomplete.length > 0) throw new ApiError('attachment_incomplete', { ids: incomplete });
}
