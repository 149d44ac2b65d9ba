// What a route takes: how large, and of which shape. Refusals name fields, never values.
import { zValidator } from '@hono/zod-validator';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import { ApiError } from '../api-error.ts';

const KIB = 1024;

/** Largest request bodies in bytes; JSON carries bytes at 4/3 of their size. */
export const BODY_LIMITS = {
  /** Anything that is not listed. */
  small: 128 * KIB,
  /** A sealed thumbnail: 16,472 bytes at most. */
  thumbnail: 17 * KIB,
  /** Registrations: wraps, identities and a first state. */
  registration: 1024 * KIB,
  /** One save of sealed state. */
  state: 12 * 1024 * KIB,
  /** The whole state sealed anew. */
  rekey: 48 * 1024 * KIB,
  /** A container and the invitations that go with it. */
  message: 12 * 1024 * KIB,
} as const;

export function upTo(size: keyof typeof BODY_LIMITS) {
  const maxSize = BODY_LIMITS[size];
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new ApiError('too_large', { max: maxSize });
    },
  });
}

function refuse(error: z.core.$ZodError): never {
  const fields = [...new Set(error.issues.map((issue) => issue.path.join('.')))];
  throw new ApiError('invalid_request', { fields: fields.slice(0, 20) });
}

export function json<Schema extends z.ZodType>(schema: Schema) {
  return zValidator('json', schema, (result) => {
    if (!result.success) refuse(result.error as z.core.$ZodError);
  });
}

export function query<Schema extends z.ZodType>(schema: Schema) {
  return zValidator('query', schema, (result) => {
    if (!result.success) refuse(result.error as z.core.$ZodError);
  });
}

/** Path parameters of the wrong form name nothing that exists: 404. */
export function path<Schema extends z.ZodType>(schema: Schema) {
  return zValidator('param', schema, (result) => {
    if (!result.success) throw new ApiError('not_found');
  });
}
