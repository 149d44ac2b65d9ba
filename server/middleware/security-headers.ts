// What browsers are told to refuse, on every response: no foreign code, no framing, no referrer, no sniffing.
import { createMiddleware } from 'hono/factory';
import type { Env } from '../env.ts';
import type { Parts } from '../parts.ts';

type Policy = { settings: Pick<Parts['settings'], 'publicUrl' | 's3'>; buildId: string };

/**
 * No 'unsafe-inline', no nonces: the build moves inline scripts into files. 'wasm-unsafe-eval' lets libsodium, OPAQUE and
 * Argon2id compile and gives no way to run text as JavaScript. Parts of attachments go straight to the object store where
 * browsers reach it. frame-src is for the hidden frame in which a download starts.
 */
function contentSecurityPolicy({ settings }: Policy): string {
  const store = settings.s3?.publicEndpoint ?? null;
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self'${store === null ? '' : ` ${store}`}`,
    "worker-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/**
 * With documents only: a worker's own response that carried it would stop importScripts. `default` is web/trusted-types.ts;
 * ProseMirror makes its own for pasted text, which it parses in a document that runs nothing.
 */
const TRUSTED_TYPES = "; require-trusted-types-for 'script'; trusted-types default ProseMirrorClipboard";

const DENIED_FEATURES = ['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'usb'];
const HSTS = 'max-age=31536000';

export function securityHeaders(policy: Policy) {
  const csp = contentSecurityPolicy(policy);
  const headers = {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': DENIED_FEATURES.map((feature) => `${feature}=()`).join(', '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-sealpost-build': policy.buildId,
    ...(policy.settings.publicUrl.startsWith('https:') ? { 'strict-transport-security': HSTS } : {}),
  };
  return createMiddleware<Env>(async (c, next) => {
    await next();
    const isDocument = c.res.headers.get('content-type')?.startsWith('text/html') ?? false;
    c.header('content-security-policy', isDocument ? csp + TRUSTED_TYPES : csp);
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    if (c.req.path.startsWith('/api/') && !c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  });
}
