// All attachments of a message as one ZIP, made while it is read: nothing is stored, nothing is compressed (pictures and scans
// are already), and its exact length is known before its first byte.
import type { Bytes, ManifestAttachment } from '#crypto';
import { archiveNames } from '../archive-names.ts';
import { safeFileName } from '../content-disposition.ts';
import { VaultError } from '../vault-error.ts';
import { readAttachment, type StreamParts } from './attachment-stream.ts';
import { requireId, type VaultContext } from './context.ts';
import { requireMessage } from './mailbox.ts';

/** Loaded with the first ZIP. */
const clientZip = () => import('client-zip').catch((cause: unknown) => Promise.reject(new VaultError('offline', {}, { cause })));

type Entry = { attachment: ManifestAttachment; name: string; lastModified: Date; size: number };

/** What it is called, and how many bytes it has. */
export async function describeArchive(context: VaultContext, message: string): Promise<{ name: string; size: number }> {
  const { manifest } = await requireMessage(context, requireId(message));
  const { predictLength } = await clientZip();
  const size = Number(predictLength(await entriesOf(context, message)));
  return { name: `${safeFileName(manifest.subject.slice(0, 100) || 'attachments')}.zip`, size };
}

/** Throws as reading an attachment does, at the first byte that is not what the sender signed. */
export async function* readArchive(context: VaultContext, message: string, parts: StreamParts): AsyncGenerator<Bytes> {
  const entries = await entriesOf(context, message);
  const files = entries.map(({ attachment, ...entry }) => ({ ...entry, input: readAttachment(context, { message, attachment: attachment.id }, parts) }));
  const { makeZip } = await clientZip();
  const reader = makeZip(files).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value as Bytes;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function entriesOf(context: VaultContext, message: string): Promise<Entry[]> {
  const { manifest } = await requireMessage(context, requireId(message));
  const names = archiveNames(manifest.attachments);
  // The message's time: when a file was changed on the sender's machine is nobody's business.
  const lastModified = new Date(manifest.time);
  return manifest.attachments.map((attachment, index) => ({ attachment, name: names[index] ?? attachment.id, lastModified, size: attachment.size }));
}
