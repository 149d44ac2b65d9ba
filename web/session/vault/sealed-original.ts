// A message as it lies on the server: the age file itself, for whoever wants to open it with other tools.
import { fingerprint, fromBase64Url, type Bytes } from '#crypto';
import { answer } from '../api.ts';
import { VaultError } from '../vault-error.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';

/** Throws `cannot_open` where the server shows another container than the one that this device has opened. */
export async function sealedOriginal(context: VaultContext, message: string): Promise<Bytes> {
  const { account } = requireUnlocked(context);
  const id = requireId(message);
  const { row, container } = await answer(context.api.messages[':id'].$get({ param: { id }, query: {} }));
  if (row.id !== id) throw new VaultError('not_found');
  const bytes = fromBase64Url(container);
  const seen = await context.device.containerSeen(`${account}/${requireId(row.sender.account)}/${id}`);
  if (seen && seen.hash !== (await fingerprint(bytes))) throw new VaultError('cannot_open');
  return bytes;
}
