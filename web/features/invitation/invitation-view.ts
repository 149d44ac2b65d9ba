// What the server tells about an invitation before its code is proved.
import type { MemberRole } from '../../session/vault-api/session.ts';

export type InvitationView = {
  inviter: { name: string; practice: string };
  status: 'open' | 'paused' | 'used' | 'expired' | 'cancelled';
  /** Seconds, while paused. */
  retryAfter?: number | undefined;
  restart: boolean;
  /** What the invited person becomes in the practice; null: a guest. */
  role: MemberRole | null;
  message: string | null;
};
