// Everything that the activity log tells of, by kind. A name never changes its meaning: the log is kept.

export const EVENTS = {
  'log-ins': ['log-in', 'log-in-failed', 'log-in-refused', 'log-out', 'log-out-idle', 'device-signed-out', 'devices-signed-out', 'password-proved', 'second-factor-failed', 'second-factor-missing'],
  account: [
    'account-made', 'address-confirmed', 'name-changed', 'password-changed', 'keys-renewed', 'recovered', 'recovery-failed', 'restart-offered',
    'restarted', 'suspended', 'resumed', 'second-factor-on', 'second-factor-off', 'second-factor-codes-made', 'authenticator-added', 'authenticator-removed',
    'passkey-added', 'passkey-removed', 'passkey-renamed', 'passkey-unlocks', 'notices-changed', 'address-change-asked', 'address-change-answered', 'address-change-stopped', 'address-changed', 'account-deleted',
  ],
  messages: ['message-sent', 'sending-undone', 'message-opened', 'message-recalled', 'attachment-downloaded', 'hand-over-begun', 'hand-over-ended', 'hand-over-asked'],
  invitations: [
    'invitation-made', 'invitation-renewed', 'invitation-mailed-again', 'invitation-cancelled', 'invitation-used', 'invitation-paused', 'access-code-asked', 'access-code-right',
    'access-code-wrong',
  ],
  members: ['member-joined', 'member-attested', 'member-role-changed', 'member-removed', 'member-returned'],
  practice: [
    'practice-founded', 'practice-ended', 'practice-changed', 'practice-profile-changed', 'practice-texts-written', 'practice-texts-sealed', 'plan-changed', 'plan-limits-changed', 'storage-changed',
    'member-limit-changed',
  ],
} as const;

export type EventKind = keyof typeof EVENTS;
export type EventName = (typeof EVENTS)[EventKind][number];

/** What somebody should look at: it did not work, and may have been somebody else. */
export const WARNINGS: readonly EventName[] = ['log-in-failed', 'log-in-refused', 'recovery-failed', 'access-code-wrong', 'invitation-paused', 'second-factor-failed', 'second-factor-missing'];
