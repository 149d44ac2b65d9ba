// What a route takes: how large, and of which shape. Refusals name fields, never values.
import { zValidator } from '@hono/zod-validator';
import type { Context, HonoRequest } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { z } from 'zod';
import { ApiError } from '../api-error.ts';
import type { Env } from '../env.ts';
import { takeRoom } from './memory-room.ts';

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
  /** A hundred sealed passes of 2.5 KiB, or of the longest addresses fewer. */
  passes: 512 * KIB,
  /** The texts of a practice: 2 MiB, and a thousand receivers. */
  texts: 3072 * KIB,
  /** A container and the invitations that go with it. */
  message: 12 * 1024 * KIB,
} as const;

/**
 * Takes the whole body in. It comes as slowly as its sender likes, and meanwhile whoever sends it may have been signed out, removed
 * or given another role: so the guards stand behind this, and ask as things are once everything is there. Where a body may be larger
 * than `small`, one of them stands before it as well, or strangers could have the server hold it.
 */
export function upTo(size: keyof typeof BODY_LIMITS) {
  const maxSize = BODY_LIMITS[size];
  const limited = bodyLimit({
    maxSize,
    onError: () => {
      throw new ApiError('too_large', { max: maxSize });
    },
  });
  return createMiddleware<Env>(async (c, next) => {
    if (isTakenIn(c)) return await next();
    const giveBack = takeRoom(c, announced(c, maxSize));
    try {
      return await limited(c, async () => {
        await takeIn(c);
        c.set('now', new Date(c.var.parts.clock()));
        await next();
      });
    } finally {
      giveBack();
    }
  });
}

/** How long the body says it is; the most that it may be where it does not say. */
function announced({ req }: Context<Env>, most: number): number {
  const length = req.header('content-length') ?? '';
  return /^\d{1,15}$/.test(length) ? Math.min(Number(length), most) : most;
}

/** Hono finds a route twice where a path spells its parameters out (`/plans/:plan`), and a body can be read only once. */
function isTakenIn({ req }: Context<Env>): boolean {
  return Object.keys(req.bodyCache).length > 0;
}

/** In the form that it is asked for later, so that it is held once. */
async function takeIn({ req }: Context<Env>): Promise<void> {
  try {
    await (isJson(req) ? req.text() : req.arrayBuffer());
  } catch {
    // Broken off: nobody is there any more to be told why.
    throw new ApiError('invalid_request');
  }
}

function isJson(req: HonoRequest): boolean {
  return /^application\/([\w.-]+\+)?json\b/i.test(req.header('content-type') ?? '');
}

function refuse(error: z.core.$ZodError): never {
  const fields = [...new Set(error.issues.map((issue) => issue.path.join('.')))];
  throw new ApiError('invalid_request', { fields: fields.slice(0, 20) });
}

/** Nothing else is read: a form of another site can come without asking first. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return zValidator('json', schema, (result, c) => {
    // Hono passes an empty object for whatever is no JSON, and some bodies may be that.
    if (!isJson(c.req)) throw new ApiError('invalid_request');
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
