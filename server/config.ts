// The settings: the environment, parsed once. A set but malformed value is refused with one line that names the variable
// and never repeats the value, which may be a secret.
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { repository } from './repository.ts';

export type S3Settings = {
  endpoint: string;
  bucket: string;
  accessKey: string;
  secretKey: string;
  region: string;
  /** Where browsers reach the store for presigned parts; null: everything goes through the server. */
  publicEndpoint: string | null;
};

export type ResendSettings = {
  kind: 'resend';
  apiKey: string;
  /** Another place than Resend's own that speaks its API; null: Resend. */
  baseUrl: string | null;
  /** With which Resend signs its webhooks; null: webhooks are refused, so bounces are not seen. */
  webhookSecret: string | null;
};

export type MailSettings = ResendSettings | { kind: 'smtp'; url: string } | { kind: 'folder'; folder: string };

export type Settings = {
  port: number;
  host: string;
  /** Without a trailing slash. */
  publicUrl: string;
  dataDir: string;
  secretsFile: string;
  /** null: the embedded database in `dataDir`. */
  databaseUrl: string | null;
  /** null: blobs in a folder in `dataDir`. */
  s3: S3Settings | null;
  mail: MailSettings;
  mailFrom: string;
  /** Mail is written to a folder and shown on the development page. */
  mailFolder: boolean;
  maxAttachmentBytes: number;
  invitationDays: number;
  idleMinutes: number;
  /** How long a message is held so that sending can be undone; 0: it goes out at once. */
  undoSeconds: number;
  signUp: 'open' | 'token' | 'closed';
  defaultPlan: 'free' | 'paid';
  /** Addresses or CIDR blocks whose X-Forwarded-For is believed. */
  trustedProxies: string[];
  /** In which of a trusted proxy's headers the client's country stands, as two letters; null: nobody says. */
  countryHeader: string | null;
  /** The operator's own pages, linked from every page outside the mailbox and from the account's menu; null: none. */
  links: { imprint: string | null; privacy: string | null; support: string | null };
  /** Age public keys for which `sealpost backup` seals. */
  backupRecipients: string[];
};

export class SettingsError extends Error {
  readonly code = 'settings_malformed';
}

type Environment = Record<string, string | undefined>;

const MAX_OBJECT_BYTES = 5 * 1024 ** 4; // S3's largest object

function wholeNumber(range: { from: number; to: number; fallback: number }) {
  const message = `must be a whole number from ${range.from} to ${range.to}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= range.from && value <= range.to, message)
    .default(range.fallback);
}

/** Parses, or null. URL.canParse alone accepts user names, paths and fragments where only an origin makes sense. */
function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function isOrigin(text: string): boolean {
  const url = parseUrl(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && !/[?#@]/.test(text) && url.hostname !== '';
}

/** Names that browsers treat as trustworthy without TLS; anywhere else the keys' code could be changed on the way. */
export function isLoopbackName(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}

const origin = z.string().refine(isOrigin, 'must be an http or https address without a path');
/** A page of somebody's, https or on this machine. */
const page = z.string().refine((text) => {
  const url = parseUrl(text);
  return url !== null && !/[\s<>"@]/.test(text) && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackName(url.hostname)));
}, 'must be an https address');
const mailto = z.string().regex(/^mailto:[^\s<>"@?]+@[^\s<>"@?]+$/, 'must be an https address, or mailto: and an e-mail address');
const word = z.string().regex(/^[\x21-\x7e]+$/, 'must be one word of printable characters');
const hostName = /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i;
const sender = /^([^<>"\r\n]{1,100} <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/;

const schema = z.object({
  PORT: wholeNumber({ from: 1, to: 65_535, fallback: 8080 }),
  HOST: z.string().refine((host) => isIP(host) > 0 || hostName.test(host), 'must be an address or a host name').default('127.0.0.1'),
  PUBLIC_URL: origin
    .refine((text) => /^https:/i.test(text) || isLoopbackName(parseUrl(text)?.hostname ?? ''), 'must be https: plain http is for localhost only')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  SECRETS_FILE: z.string().optional(),
  DATABASE_URL: z
    .string()
    .refine((text) => /^postgres(ql)?:$/.test(parseUrl(text)?.protocol ?? ''), 'must be a postgresql:// address')
    .optional(),
  S3_ENDPOINT: origin.optional(),
  S3_BUCKET: z.string().regex(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/, 'must be a bucket name').optional(),
  S3_ACCESS_KEY: word.optional(),
  S3_SECRET_KEY: word.optional(),
  S3_REGION: z.string().regex(/^[a-z\d-]{1,64}$/, 'must be a region name').optional(),
  S3_PUBLIC_ENDPOINT: origin.optional(),
  RESEND_API_KEY: word.optional(),
  RESEND_BASE_URL: z
    .string()
    .refine((text) => /^https?:$/.test(parseUrl(text)?.protocol ?? ''), 'must be an http or https address')
    .optional(),
  RESEND_WEBHOOK_SECRET: word.optional(),
  SMTP_URL: z
    .string()
    .refine((text) => /^smtps?:$/.test(parseUrl(text)?.protocol ?? '') && parseUrl(text)?.hostname !== '', 'must be an smtp:// or smtps:// address')
    .optional(),
  MAIL_FROM: z.string().regex(sender, 'must be an e-mail address, or a name and an address: Name <address>').optional(),
  MAX_ATTACHMENT_BYTES: wholeNumber({ from: 1, to: MAX_OBJECT_BYTES, fallback: 524_288_000 }),
  INVITATION_DAYS: wholeNumber({ from: 1, to: 365, fallback: 14 }),
  IDLE_MINUTES: wholeNumber({ from: 1, to: 1440, fallback: 15 }),
  UNDO_SECONDS: wholeNumber({ from: 0, to: 60, fallback: 10 }),
  SIGN_UP: z.enum(['open', 'token', 'closed'], 'must be open, token or closed').default('open'),
  DEFAULT_PLAN: z.enum(['free', 'paid'], 'must be free or paid').default('paid'),
  TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim()).filter((entry) => entry !== ''))
    .refine((list) => list.every(isNetwork), 'must be addresses or networks (10.0.0.0/8), separated by commas')
    .default([]),
  COUNTRY_HEADER: z.string().regex(/^[A-Za-z][A-Za-z\d-]{0,63}$/, 'must be the name of a header').optional(),
  IMPRINT_URL: page.optional(),
  PRIVACY_URL: page.optional(),
  SUPPORT_URL: z.union([page, mailto], 'must be an https address, or mailto: and an e-mail address').optional(),
  BACKUP_RECIPIENT: z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim()).filter((entry) => entry !== ''))
    .refine((list) => list.every((entry) => /^age1[a-z\d]{50,3000}$/.test(entry)), 'must be age public keys (age1…), separated by commas')
    .default([]),
});
type Parsed = z.infer<typeof schema>;

/** Reads the settings. Throws SettingsError, whose message is one line that names the variable. Empty counts as not set. */
export function readSettings(environment: Environment): Settings {
  const given: Environment = {};
  for (const name of Object.keys(schema.shape)) if (environment[name]?.trim()) given[name] = environment[name].trim();
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SettingsError(`${String(issue?.path[0])}: ${issue?.message ?? 'is malformed'}`);
  }
  return arrange(parsed.data);
}

function arrange(values: Parsed): Settings {
  const dataDir = resolve(repository, values.DATA_DIR);
  const mail = arrangeMail(values, dataDir);
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: new URL(values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).origin,
    dataDir,
    secretsFile: values.SECRETS_FILE === undefined ? join(dataDir, 'secrets.json') : resolve(repository, values.SECRETS_FILE),
    databaseUrl: values.DATABASE_URL ?? null,
    s3: arrangeS3(values),
    mail,
    mailFrom: values.MAIL_FROM ?? 'Sealpost <no-reply@localhost>',
    mailFolder: mail.kind === 'folder',
    maxAttachmentBytes: values.MAX_ATTACHMENT_BYTES,
    invitationDays: values.INVITATION_DAYS,
    idleMinutes: values.IDLE_MINUTES,
    undoSeconds: values.UNDO_SECONDS,
    signUp: values.SIGN_UP,
    defaultPlan: values.DEFAULT_PLAN,
    trustedProxies: values.TRUSTED_PROXIES,
    countryHeader: values.COUNTRY_HEADER ?? null,
    links: { imprint: values.IMPRINT_URL ?? null, privacy: values.PRIVACY_URL ?? null, support: values.SUPPORT_URL ?? null },
    backupRecipients: values.BACKUP_RECIPIENT,
  };
}

function arrangeMail(values: Parsed, dataDir: string): MailSettings {
  const { RESEND_API_KEY: apiKey, SMTP_URL: url } = values;
  if (apiKey !== undefined && url !== undefined) throw new SettingsError('SMTP_URL: set either RESEND_API_KEY or SMTP_URL, not both');
  if ((apiKey ?? url) !== undefined && values.MAIL_FROM === undefined) throw new SettingsError('MAIL_FROM: must be set where mail is really sent');
  if (apiKey !== undefined) return { kind: 'resend', apiKey, baseUrl: values.RESEND_BASE_URL ?? null, webhookSecret: values.RESEND_WEBHOOK_SECRET ?? null };
  if (url !== undefined) return { kind: 'smtp', url };
  return { kind: 'folder', folder: join(dataDir, 'mail') };
}

function arrangeS3(values: Parsed): S3Settings | null {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey } = values;
  const given = [endpoint, bucket, accessKey, secretKey, values.S3_REGION, values.S3_PUBLIC_ENDPOINT];
  if (given.every((value) => value === undefined)) return null;
  const missing = (name: string) => new SettingsError(`${name}: must be set when another S3_ setting is`);
  if (endpoint === undefined) throw missing('S3_ENDPOINT');
  if (bucket === undefined) throw missing('S3_BUCKET');
  if (accessKey === undefined) throw missing('S3_ACCESS_KEY');
  if (secretKey === undefined) throw missing('S3_SECRET_KEY');
  const publicEndpoint = values.S3_PUBLIC_ENDPOINT === undefined ? null : new URL(values.S3_PUBLIC_ENDPOINT).origin;
  return { endpoint: new URL(endpoint).origin, bucket, accessKey, secretKey, region: values.S3_REGION ?? 'us-east-1', publicEndpoint };
}
