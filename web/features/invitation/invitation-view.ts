// What the server tells about an invitation before its code is proved.
export type InvitationView = {
  inviter: { name: string; practice: string };
  status: 'open' | 'paused' | 'used' | 'expired' | 'cancelled';
  /** Seconds, while paused. */
  retryAfter?: number | undefined;
  restart: boolean;
  message: string | null;
};
