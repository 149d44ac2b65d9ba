// Every error the API answers with: a stable code, its status, and details that help the client. Never a secret, and no address
// that the client did not send itself.

const STATUS = {
  invalid_request: 400,
  not_verified: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  wrong_kit: 401,
  wrong_code: 401,
  wrong_second_factor: 401,
  wrong_passkey: 401,
  not_allowed: 403,
  wrong_origin: 403,
  not_confirmed: 403,
  account_suspended: 403,
  sign_up_closed: 403,
  sign_up_token_invalid: 403,
  mailbox_token_required: 403,
  domain_not_allowed: 403,
  guests_do_not_invite: 403,
  advanced_not_allowed: 403,
  second_factor_needed: 403,
  notices_too_late: 403,
  not_found: 404,
  conflict: 409,
  profile_changed: 409,
  state_conflict: 409,
  account_exists: 409,
  address_taken: 409,
  address_kept: 409,
  address_change_not_ready: 409,
  invitation_exists: 409,
  recipient_changed: 409,
  coworkers_refused: 409,
  last_owner: 409,
  members_full: 409,
  passkey_opens_nothing: 409,
  too_many_passkeys: 409,
  second_factor_first: 409,
  message_conflict: 409,
  message_released: 409,
  attachment_incomplete: 409,
  ticket_expired: 410,
  confirmation_expired: 410,
  invitation_expired: 410,
  invitation_used: 410,
  invitation_cancelled: 410,
  message_recalled: 410,
  message_expired: 410,
  restart_expired: 410,
  restart_used: 410,
  address_change_expired: 410,
  too_large: 413,
  too_many_unconfirmed: 413,
  too_many_unsent: 413,
  quota_reached: 413,
  invitation_paused: 423,
  too_many_requests: 429,
  notice_limit: 429,
  internal_error: 500,
  unavailable: 503,
  storage_full: 507,
} as const;

export type ErrorCode = keyof typeof STATUS;
export type ErrorStatus = (typeof STATUS)[ErrorCode];
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>;

export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly status: ErrorStatus;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code);
    this.name = 'ApiError';
    this.code = code;
    this.details = details;
    this.status = STATUS[code];
  }
}

/** Who lost a race is told by 409 that another was faster, not by 410 that there never was a chance. */
export class RaceLostError extends ApiError {
  override readonly status = 409;
}
