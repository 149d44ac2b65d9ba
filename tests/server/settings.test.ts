// The settings of the contract: defaults, what each one accepts, and the one line that a malformed one is refused with.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings, SettingsError } from '../../server/config.ts';
import { repository } from '../../server/repository.ts';

describe('without any setting', () => {
  test('everything has its default', () => {
    const dataDir = join(repository, 'data');
    expect(readSettings({})).toEqual({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:8080',
      dataDir,
      secretsFile: join(dataDir, 'secrets.json'),
      databaseUrl: null,
      s3: null,
      mail: { kind: 'folder', folder: join(dataDir, 'mail') },
      mailFrom: 'Sealpost <no-reply@localhost>',
      mailFolder: true,
      maxAttachmentBytes: 524_288_000,
      invitationDays: 14,
      idleMinutes: 15,
      undoSeconds: 10,
      signUp: 'open',
      defaultPlan: 'paid',
      trustedProxies: [],
      countryHeader: null,
      links: { imprint: null, privacy: null, support: null },
      backupRecipients: [],
    });
  });

  test('an empty value counts as not set', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ', SMTP_URL: '' })).toEqual(readSettings({}));
  });

  test('the public address follows the port, and folders are relative to the repository', () => {
    const settings = readSettings({ PORT: '9000', DATA_DIR: '../elsewhere' });
    expect(settings.publicUrl).toBe('http://localhost:9000');
    expect(settings.dataDir).toBe(join(repository, '..', 'elsewhere'));
    expect(settings.secretsFile).toBe(join(repository, '..', 'elsewhere', 'secrets.json'));
  });
});

describe('in production', () => {
  test('database, object store and Resend are taken from their addresses and keys', () => {
    const settings = readSettings({
      PUBLIC_URL: 'https://mail.practice.example/',
      DATABASE_URL: 'postgresql://sealpost:secret@db.example/sealpost',
      S3_ENDPOINT: 'http://minio:9000',
      S3_BUCKET: 'sealpost',
      S3_ACCESS_KEY: 'key',
      S3_SECRET_KEY: 'secret',
      S3_PUBLIC_ENDPOINT: 'https://files.practice.example',
      RESEND_API_KEY: 're_123',
      MAIL_FROM: 'Northside Dental <mail@practice.example>',
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      COUNTRY_HEADER: 'CF-IPCountry',
    });
    expect(settings).toMatchObject({
      publicUrl: 'https://mail.practice.example',
      databaseUrl: 'postgresql://sealpost:secret@db.example/sealpost',
      s3: { endpoint: 'http://minio:9000', bucket: 'sealpost', accessKey: 'key', secretKey: 'secret', region: 'us-east-1', publicEndpoint: 'https://files.practice.example' },
      mail: { kind: 'resend', apiKey: 're_123', baseUrl: null, webhookSecret: null },
      mailFrom: 'Northside Dental <mail@practice.example>',
      mailFolder: false,
      trustedProxies: ['10.0.0.0/8', '::1'],
      countryHeader: 'CF-IPCountry',
    });
  });

  test('the operator has pages of their own, and an address for support', () => {
    const links = { IMPRINT_URL: 'https://practice.example/imprint?lang=en', PRIVACY_URL: 'http://localhost:3000/privacy', SUPPORT_URL: 'mailto:help@practice.example' };
    expect(readSettings(links).links).toEqual({ imprint: links.IMPRINT_URL, privacy: links.PRIVACY_URL, support: links.SUPPORT_URL });
    expect(readSettings({ SUPPORT_URL: 'https://practice.example/help' }).links.support).toBe('https://practice.example/help');
  });

  test.each(['http://localhost:3000', 'http://127.0.0.1:8080', 'http://[::1]:8080', 'http://sealpost.localhost', 'https://any.example'])('PUBLIC_URL may be %s', (url) => {
    expect(readSettings({ PUBLIC_URL: url }).publicUrl).toBe(url);
  });
});

describe('a malformed value is refused with one line that names the variable and does not repeat the value', () => {
  test.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['PORT', '8e3'],
    ['HOST', 'not a host'],
    ['PUBLIC_URL', 'http://mail.practice.example'],
    ['PUBLIC_URL', 'http://localhost.evil.example'],
    ['PUBLIC_URL', 'https://mail.practice.example/path'],
    ['PUBLIC_URL', 'https://user@mail.practice.example'],
    ['PUBLIC_URL', 'https://mail.practice.example/?x'],
    ['PUBLIC_URL', 'mail.practice.example'],
    ['PUBLIC_URL', 'ftp://localhost'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'sekret'],
    ['S3_ENDPOINT', 'minio:9000'],
    ['S3_BUCKET', 'No_Bucket'],
    ['S3_PUBLIC_ENDPOINT', 'files'],
    ['RESEND_API_KEY', 'two words'],
    ['SMTP_URL', 'http://mail.example'],
    ['SMTP_URL', 'smtp:///sekret'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'a@b.example\r\nBcc: c@d.example'],
    ['MAX_ATTACHMENT_BYTES', '500MB'],
    ['MAX_ATTACHMENT_BYTES', '0'],
    ['INVITATION_DAYS', '0'],
    ['INVITATION_DAYS', '1.5'],
    ['IDLE_MINUTES', '1441'],
    ['UNDO_SECONDS', '61'],
    ['UNDO_SECONDS', '-1'],
    ['SIGN_UP', 'yes'],
    ['DEFAULT_PLAN', 'gold'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', 'proxy.example'],
    ['COUNTRY_HEADER', 'cf ipcountry'],
    ['IMPRINT_URL', 'practice.example/imprint'],
    ['IMPRINT_URL', 'http://practice.example/imprint'],
    ['PRIVACY_URL', 'javascript:alert(1)'],
    ['PRIVACY_URL', 'https://user@practice.example/'],
    ['SUPPORT_URL', 'mailto:nobody'],
    ['SUPPORT_URL', 'mailto:help@practice.example?bcc=x@y.example'],
    ['SUPPORT_URL', 'tel:+43'],
    ['BACKUP_RECIPIENT', 'AGE-SECRET-KEY-1QQQQ'],
  ])('%s=%j', (name, value) => {
    const error = refusal({ [name]: value });
    expect(error.message).toMatch(new RegExp(`^${name}: [^\n]+$`));
    if (value.length > 4) expect(error.message).not.toContain(value);
  });

  test('settings that need each other name the one that is missing', () => {
    expect(refusal({ S3_ENDPOINT: 'http://minio:9000' }).message).toMatch(/^S3_BUCKET: /);
    expect(refusal({ S3_BUCKET: 'sealpost' }).message).toMatch(/^S3_ENDPOINT: /);
    expect(refusal({ SMTP_URL: 'smtp://mail.example' }).message).toMatch(/^MAIL_FROM: /);
    expect(refusal({ SMTP_URL: 'smtp://mail.example', RESEND_API_KEY: 're_1', MAIL_FROM: 'a@b.example' }).message).toMatch(/^SMTP_URL: /);
  });
});

function refusal(environment: Record<string, string>): Error {
  try {
    readSettings(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return error as Error;
  }
  throw new Error('accepted');
}
