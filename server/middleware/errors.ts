// Turns whatever a handler throws into the API's one form of error. Nothing of an unexpected error leaves the server.
import type { ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { DatabaseError } from 'pg';
import { CryptoError } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { BlobError } from '../blobs/blob-store.ts';
import type { Env } from '../env.ts';

/** PostgreSQL classes that say the database cannot serve now: connection, resources, operator, system, rollback. */
const DATABASE_AWAY = /^(08|53|57|58|40|25006)/;
/** Two made the same thing at once, or an id that somebody else has. */
const UNIQUE_VIOLATION = '23505';
const SOCKET_ERRORS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT', 'EHOSTUNREACH']);

export const answerError: ErrorHandler<Env> = (error, c) => {
  const known = knownError(error);
  if (known.status >= 500) c.var.parts.log.error({ err: error, code: known.code }, 'request failed');
  const { retryAfter } = known.details;
  if (typeof retryAfter === 'number') c.header('retry-after', String(retryAfter));
  return c.json({ error: { code: known.code, ...known.details } }, known.status);
};

function knownError(error: Error): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof BlobError) return ofBlobs(error);
  if (error instanceof CryptoError) return new ApiError(error.code === 'not_verified' ? 'not_verified' : 'invalid_request');
  if (error instanceof HTTPException) return new ApiError(error.status === 413 ? 'too_large' : 'invalid_request');
  if (error instanceof DatabaseError && error.code === UNIQUE_VIOLATION) return new ApiError('conflict');
  return isDatabaseAway(error) ? new ApiError('unavailable') : new ApiError('internal_error');
}

function ofBlobs(error: BlobError): ApiError {
  if (error.code === 'blob_not_found') return new ApiError('not_found');
  if (error.code === 'blob_incomplete') return new ApiError('attachment_incomplete');
  if (error.code === 'segment_length') return new ApiError('invalid_request');
  return new ApiError(error.code === 'store_full' ? 'storage_full' : 'unavailable');
}

function isDatabaseAway(error: Error): boolean {
  if (error instanceof DatabaseError) return DATABASE_AWAY.test(error.code ?? '');
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && SOCKET_ERRORS.has(code)) return true;
  // pg reports a lost connection and an exhausted pool by message only.
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(error.message);
}
