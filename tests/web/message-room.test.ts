// How many files and people one message lists: what is beyond is refused in words of its own, before anybody is invited or anything is uploaded,
// and nothing is lost.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { encodeCanonicalJson } from '../../crypto/canonical-json.ts';
import { STATE_CONTENT_MAX } from '../../crypto/keys/state.ts';
import { RECIPIENTS_MAX } from '../../crypto/message/container.ts';
import { ATTACHMENTS_MAX, MANIFEST_MAX_BYTES } from '../../crypto/message/manifest.ts';
import { segmentLayout } from '../../crypto/message/segment-layout.ts';
import { addInOrder } from '../../web/features/compose/add-files.ts';
import { contentProblems, problemOf, recipientProblems } from '../../web/features/compose/problems.ts';
import { uploadFailure } from '../../web/features/compose/use-attachments.ts';
import { canList, FILES_OF_A_MESSAGE, RECIPIENTS_OF_A_MESSAGE } from '../../web/session/message-room.ts';
import type { ChosenFile } from '../../web/session/use-uploads.ts';
import type { DraftAttachment } from '../../web/session/vault-api/drafts.ts';
import { text } from '../../web/text/index.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

const id = (place: number) => String(place).padStart(22, 'A');
const listed = (count: number, { name = 'report', path = null, size = 1000 }: { name?: string; path?: string | null; size?: number } = {}) =>
  Array.from({ length: count }, (_, place) => ({ id: id(place), name: `${name}-${place}.pdf`, path, mediaType: 'application/pdf', size }));

/** As draft and manifest list it. */
function recordOf({ size, ...file }: ReturnType<typeof listed>[number]) {
  const { segmentSize, count } = segmentLayout(size);
  const thumbnail = { id: file.id, size: 16_384, sha256: 'x'.repeat(43) };
  return { ...file, size, segmentSize, key: 'x'.repeat(43), segments: Array.from({ length: count }, () => 'x'.repeat(43)), thumbnail, typeClass: 'standard' };
}

/** As many as one message lists, at most. */
function most(file: Parameters<typeof listed>[1]) {
  let [fits, over] = [1, 2000];
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2);
    if (canList(listed(middle, file))) fits = middle;
    else over = middle;
  }
  return listed(fits, file);
}

describe('the room for files and people', () => {
  test('is that of the manifest', () => {
    expect([FILES_OF_A_MESSAGE, RECIPIENTS_OF_A_MESSAGE]).toEqual([ATTACHMENTS_MAX, RECIPIENTS_MAX]);
    expect([canList(listed(1000)), canList(listed(1001))]).toEqual([true, false]);
  });

  test.each([
    ['short names', {}],
    ['names of 250 figures', { name: 'x'.repeat(245) }],
    ['long names in Chinese, in long folders', { name: '\u6b63'.repeat(245), path: Array.from({ length: 4 }, () => '\u6b63'.repeat(250)).join('/') }],
    ['names that JSON writes longer', { name: '"'.repeat(245) }],
    ['files of 4 GB', { size: 4_000_000_000 }],
  ])('leaves room for a text in the draft, and for 1000 people in the manifest: %s', (_, file) => {
    const files = most(file);
    expect(files.length).toBeGreaterThan(10);
    const records = files.map(recordOf);
    const order = files.map((each) => each.id);
    expect(Buffer.byteLength(JSON.stringify({ attachments: records, order }))).toBeLessThan(STATE_CONTENT_MAX - 200_000);
    const recipients = Array.from({ length: 1000 }, (_each, place) => ({ account: id(place), invitation: null, address: '\u6b63'.repeat(64).padEnd(254, 'x'), kem: 'x'.repeat(43) }));
    expect(Buffer.byteLength(encodeCanonicalJson({ attachments: records, recipients, subject: '\u6b63'.repeat(1000) }))).toBeLessThan(MANIFEST_MAX_BYTES);
  });

  test('is told in words before anything is asked of the server', async () => {
    const draft = { recipients: ['lee@finelab.example'], secureSubject: 'Findings', body: { type: 'doc', content: [{ type: 'paragraph' }] }, expiry: null } as never as Parameters<typeof contentProblems>[0];
    const words = text.compose.problems;
    expect(contentProblems({ ...draft, attachments: listed(1000) }, null)).toEqual([]);
    expect(contentProblems({ ...draft, attachments: listed(1001) }, null)).toMatchObject([{ code: 'too_many_files', text: words.tooManyFiles }]);
    const crowd = Array.from({ length: 1001 }, (_, place) => `p${place}@x.example`);
    expect(recipientProblems({ ...draft, attachments: [], recipients: crowd }, [])).toMatchObject([{ code: 'too_many_recipients', text: words.tooManyRecipients }]);
    for (const code of ['too_large', 'too_many_unsent', 'too_many_unconfirmed']) expect(uploadFailure(code)).not.toBeNull();
    for (const code of ['too_many_files', 'too_many_recipients', 'too_large']) expect(problemOf({ code, details: {} }).text).not.toBe(words.unknown);
  });
});

describe('files that are added to a draft', () => {
  const chosen = (count: number, name = 'x') => Array.from({ length: count }, (_, place) => ({ file: new File(['x'], `${place}${name}.txt`), path: null }));
  const refusal = () => 'no';
  const words = text.compose.attachments;

  test('are as many as it lists: the others are not even begun, and told in one line', async () => {
    const attached = listed(990) as DraftAttachment[];
    const add = async ({ file: { name, size } }: ChosenFile) => {
      if (name === '3x.txt') throw new Error('unreadable');
      attached.push({ id: id(attached.length), name, path: null, mediaType: '', size });
    };
    const files = chosen(14);
    const told = await addInOrder(files, { listed: () => attached, add, isListed: () => false, refusal });
    expect(told).toEqual({ taken: 10, problems: ['3x.txt: no', words.noPlace('3 files', 3)] });
    expect(attached).toHaveLength(1000);
    expect(attached.slice(990).map(({ name }) => name)).toEqual(files.slice(0, 11).filter((_, place) => place !== 3).map(({ file }) => file.name));
  });

  test('are taken up again where they stand in it already, however full it is', async () => {
    const taken: string[] = [];
    const add = async ({ file }: ChosenFile) => void taken.push(file.name);
    const told = await addInOrder(chosen(2), { listed: () => listed(1000), add, isListed: ({ file }) => file.name === '1x.txt', refusal });
    expect(told).toEqual({ taken: 1, problems: [words.noPlace('1 file', 1)] });
    expect(taken).toEqual(['1x.txt']);
  });
});

describe('the vault', () => {
  let server: TestServer;
  let ana: VaultPerson;
  beforeAll(async () => {
    server = await startTestServer();
    ana = await (await new VaultPerson(server).signUp()).confirm();
  });
  afterEach(() => {
    ana.intercept = null;
  });
  afterAll(() => server?.stop());

  const saved = async (draft: Awaited<ReturnType<VaultPerson['write']>>) => {
    await ana.vault.saveDraft(draft);
    return (await ana.vault.drafts()).find((each) => each.id === draft.id);
  };

  test.each([
    ['1001 files', 'too_many_files', { attachments: listed(1001) }],
    ['names that are too long together', 'too_many_files', { attachments: listed(900, { name: '\u6b63'.repeat(245) }) }],
    ['1001 recipients', 'too_many_recipients', { recipients: Array.from({ length: 1001 }, (_, place) => `p${place}@x.example`) }],
  ])('refuses %s: nobody is invited, nothing is sent, and the draft is kept', async (_, code, beyond) => {
    const draft = await ana.write(['lee@finelab.example']);
    const before = await saved(draft);
    const asked: string[] = [];
    ana.intercept = ({ method, path }, pass) => {
      if (method === 'GET') return pass();
      asked.push(`${method} ${path}`);
      return Promise.reject(new TypeError('nothing may be asked'));
    };
    expect(await refused(ana.vault.send({ ...draft, ...beyond }))).toBe(code);
    expect(asked).toEqual([]);
    ana.intercept = null;
    expect((await ana.vault.drafts()).find((each) => each.id === draft.id)).toEqual(before);
    expect(await ana.vault.invitations()).toEqual([]);
  });

  test('refuses a text that no draft holds as too large, when it is saved and when it is sent', async () => {
    const draft = await ana.write(['lee@finelab.example']);
    const before = await saved(draft);
    const long = await ana.write(['lee@finelab.example'], { text: 'x'.repeat(STATE_CONTENT_MAX) });
    expect(await refused(ana.vault.saveDraft({ ...long, id: draft.id, edition: before?.edition ?? null }))).toBe('too_large');
    expect(await refused(ana.vault.send({ ...long, id: draft.id, edition: before?.edition ?? null }))).toBe('too_large');
    expect((await ana.vault.drafts()).find((each) => each.id === draft.id)).toEqual(before);
    expect(await ana.vault.invitations()).toEqual([]);
  });
});
