// From whom a message can still be recalled.
import type { DeliveryView } from '../../session/vault-api/mailbox.ts';

export function isRecallable({ openedAt, recalledAt, state }: DeliveryView): boolean {
  return openedAt === null && recalledAt === null && state !== 'deleted';
}
