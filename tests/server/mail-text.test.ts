// What the mails say, and that nothing anybody types can become a header, another sender, or markup.
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { assertSafeHeaders, displayName, headerText } from '../../server/mail/header-text.ts';
import { MailError } from '../../server/mail/mailer.ts';
import { composeMime } from '../../server/mail/mime.ts';
import { writeMail } from '../../server/mail/write-mail.ts';
import { digestMail, INVITATION, MESSAGE, noticeMail, oneOfEach, writing } from '../support/mails.ts';

const HEADERS = new Set(['from', 'to', 'reply-to', 'subject', 'message-id', 'date', 'mime-version', 'content-type', 'auto-submitted']);

/** What a reader sees of HTML: the text without markup. */
function visible(html: string): string {
  const body = html.replace(/<!--[\s\S]*?-->/g, '').replace(/^[\s\S]*<\/head>/, '').replace(/<br\s*\/?>|<\/(?:p|h1|td|div)>/g, '\n').replace(/<[^>]+>/g, '');
  return body.replace(/&#x27;/g, "'").replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

describe('the notice', () => {
  it('has the person’s subject and text, who sends, the link, and asks not to be answered', async () => {
    const mail = await writeMail(noticeMail(), writing);
    expect(mail.subject).toBe('Records for Thursday');
    expect(mail.from).toEqual({ name: 'Dr. Ana Ruiz, Northside Dental via Sealpost', address: 'post@northside.example' });
    for (const part of [mail.text, visible(mail.html)]) {
      expect(part).toContain('Dr. Ana Ruiz (Northside Dental) wrote to you');
      expect(part).toContain('the records are ready.\nKind regards');
      expect(part).toContain(`https://mail.northside.example/message?id=${MESSAGE}`);
      expect(part).toContain('Do not answer this e-mail: ');
      expect(part).not.toContain('access code');
    }
  });

  it('carries the mailbox token for an invitee and says where the access code comes from', async () => {
    const mail = await writeMail(noticeMail({}, { invitation: INVITATION }), writing);
    const link = /https:\/\/\S+\/invite\?\S+/.exec(mail.text)?.[0] ?? '';
    expect(new URL(link).searchParams.get('id')).toBe(INVITATION);
    expect(new URL(link).searchParams.get('token')).toMatch(new RegExp(`^${INVITATION}.{43}$`));
    expect(mail.html).toContain(link.replace('&', '&amp;'));
    expect(mail.text).toContain('You need an access code. Dr. Ana Ruiz gives it to you another way');
  });

  it('says nothing of the secure part: same bytes whatever that holds, and no word of attachments', async () => {
    const mail = await writeMail(noticeMail(), writing);
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/attach|file/i);
  });

  it('is answered to the practice’s own address where it has one, else to nobody', async () => {
    expect((await writeMail(noticeMail({ replyTo: 'desk@northside.example' }), writing)).replyTo).toBe('desk@northside.example');
    expect((await writeMail(noticeMail(), writing)).replyTo).toBe('no-reply@northside.example');
  });

  it('shows markup that somebody typed as text', async () => {
    const mail = await writeMail(noticeMail({ subject: '<b>x</b>', text: '<script>alert(1)</script><img src=x>\n\n</style>', sender: { name: '<i>Ana</i>', practice: null } }), writing);
    expect(mail.html).not.toMatch(/<script|<img|<i>|<b>/);
    expect(visible(mail.html)).toContain('<script>alert(1)</script><img src=x>');
    expect(mail.text).toContain('<script>alert(1)</script><img src=x>');
  });

  it('still has a subject and a body where the person wrote none', async () => {
    const mail = await writeMail(noticeMail({ subject: ' \r\n ', text: '' }), writing);
    expect(mail.subject).toBe('Message from Dr. Ana Ruiz (Northside Dental)');
    expect(mail.text).not.toContain('E-mail message');
  });

  it('names the practice where the writer’s name cannot be printed, and somebody where neither can', async () => {
    const from = (practice: string | null) => writeMail(noticeMail({ subject: '', sender: { name: '\u202E', practice } }), writing);
    expect((await from('Northside Dental')).subject).toBe('Message from Northside Dental');
    expect((await from(null)).subject).toBe('Message from Somebody');
  });
});

describe('a digest', () => {
  it('has of each notice who wrote, the person’s words and the link, in its order, and says how to have it otherwise', async () => {
    const mail = await writeMail(digestMail(3), writing);
    expect(mail.subject).toBe('3 messages from Dr. Ana Ruiz (Northside Dental) and 1 other');
    expect(mail.from).toEqual({ name: 'Northside', address: 'post@northside.example' });
    for (const part of [mail.text, visible(mail.html)]) {
      expect(part).toContain('3 messages wait for you');
      expect(part).toContain('E-mail message from Dr. Ana Ruiz (Northside Dental)');
      expect(part).toContain('Records for Thursday');
      expect(part.split('the records are ready.')).toHaveLength(4);
      const links = [...part.matchAll(/\/message\?id=Message(A+\d)/g)].map(([, id]) => Number(id?.at(-1)));
      expect(links).toEqual([0, 1, 2]);
      expect(part).toContain('https://mail.northside.example/settings');
      expect(part).toContain('Do not answer this e-mail: ');
    }
  });

  it('says nothing of the secure part, and no word of attachments', async () => {
    const mail = await writeMail(digestMail(3), writing);
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/attach|file/i);
  });

  it('says of one message and one writer what is right for one', async () => {
    expect((await writeMail(digestMail(1), writing)).subject).toBe('Message from Dr. Ana Ruiz (Northside Dental)');
    expect((await writeMail(digestMail(1), writing)).text).toContain('A message waits for you');
    expect((await writeMail(digestMail(2, { sender: { name: 'Lee', practice: null } }), writing)).subject).toBe('2 messages from Lee');
    expect((await writeMail(digestMail(2, { sender: { name: '\u202E', practice: null } }), writing)).subject).toBe('2 messages from Somebody');
  });

  it('stays of a size that mail programs show whole: long texts are cut with a word, and of very many the rest is counted', async () => {
    const long = await writeMail(digestMail(2, { text: 'ä🦷'.repeat(2000) }), writing);
    expect(long.text).toContain(`${'ä🦷'.repeat(500)}…`);
    expect(long.text).not.toContain('ä🦷'.repeat(501));
    expect(long.text).toContain('The rest stands above the secure message.');
    const many = await writeMail(digestMail(500, { text: 'ä'.repeat(5000) }), writing);
    expect(many.text).toContain('480 more wait in your inbox.');
    expect(many.text).toContain('https://mail.northside.example/mail');
    expect(Buffer.byteLength(many.html)).toBeLessThan(102_000);
    expect((await writeMail(digestMail(21), writing)).text).toContain('1 more waits in your inbox.');
  });

  it('has the words that were written, where there are none the link alone', async () => {
    const mail = await writeMail(digestMail(2, { subject: ' ', text: '\r\n' }), writing);
    expect(mail.text).not.toContain('E-mail message from');
    expect(mail.text).toContain('Open the secure message from Dr. Ana Ruiz:');
  });

  it('leaves exactly the headers that we set, whatever was typed', async () => {
    const nasty = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\r\nBcc: x@evil.example', '=?utf-8?q?=0D=0ABcc:_x@evil.example?=', 'Ana" <x@evil.example>, "', '\u202Egro.knab'));
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (subject, name, practice) => {
        const mail = await writeMail(digestMail(2, { subject, text: subject, sender: { name, practice } }), writing);
        assertSafeHeaders(mail);
        const parsed = await simpleParser(await composeMime(mail));
        for (const { key } of parsed.headerLines) expect(HEADERS.has(key)).toBe(true);
        expect(parsed.headerLines).toHaveLength(9);
        expect(parsed.subject).toBe(mail.subject);
      }),
      { numRuns: 40 },
    );
  });
});

describe('every mail', () => {
  it.each(oneOfEach.map((queued) => [queued.kind, queued] as const))('%s: says the same in text and HTML, twice the same, and calls nobody', async (_, queued) => {
    const mail = await writeMail(queued, writing);
    expect(await writeMail(queued, writing)).toEqual(mail);
    const spoken = visible(mail.html).replace(/\s+/g, ' ');
    for (const line of mail.text.split('\n').filter((text) => /\w/.test(text))) {
      expect(spoken).toContain(line.trim().replace(/:$/, ''));
    }
    expect(mail.html).not.toMatch(/<(?:img|script|iframe|link|object|embed)\b|url\(|@import/i);
    const addresses = mail.html.replace(/^<!DOCTYPE[^>]*>/, '').match(/https?:\/\/[^\s"'<>]+/g) ?? [];
    for (const address of addresses) expect(address.startsWith(writing.publicUrl)).toBe(true);
  });

  it('says that a machine wrote it, unless a person did', async () => {
    for (const queued of oneOfEach) {
      const { headers, from } = await writeMail(queued, writing);
      const byPerson = queued.kind === 'notice';
      expect(headers['Auto-Submitted']).toBe(byPerson ? undefined : 'auto-generated');
      expect(from).toEqual({ name: byPerson ? 'Dr. Ana Ruiz, Northside Dental via Sealpost' : 'Northside', address: 'post@northside.example' });
    }
  });
});

describe('header injection', () => {
  it('makes one printable line of anything', () => {
    expect(headerText('a\r\nBcc: b@c.example\u0000\u2028x\u202Ey\u0085z', 100)).toBe('a Bcc: b@c.example x y z');
    expect(headerText('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(displayName('"Bank" <service@bank.example>, (x)', 100)).toBe('Bank service bank.example x');
  });

  it('leaves exactly the headers that we set, whatever is typed', async () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\r\nBcc: x@evil.example', '\nContent-Type: text/html\n\n<p>', 'a\u0000b', '=?utf-8?q?=0D=0ABcc:_x@evil.example?=', 'Ana" <x@evil.example>, "', '\u202Egro.knab', 'a\u2028Bcc: x'),
      fc.array(fc.constantFrom('\r', '\n', ':', ',', '<', '>', '"', '@', ' ', 'Bcc', ';'), { maxLength: 12 }).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (subject, name, practice) => {
        const mail = await writeMail(noticeMail({ subject, text: subject, sender: { name, practice } }), writing);
        assertSafeHeaders(mail);
        const parsed = await simpleParser(await composeMime(mail));
        for (const { key } of parsed.headerLines) expect(HEADERS.has(key)).toBe(true);
        expect(parsed.headerLines).toHaveLength(8);
        expect(parsed.subject).toBe(mail.subject);
        expect(parsed.from?.value).toEqual([{ name: mail.from.name, address: 'post@northside.example' }]);
        expect(parsed.to).toMatchObject({ value: [{ address: 'lab@example.org' }] });
        expect(parsed.replyTo?.value.map(({ address }) => address)).toEqual(['no-reply@northside.example']);
      }),
      // The two: nothing typed at all, or nothing that can be printed.
      { numRuns: 40, examples: [['', '', ''], ['\u202E', '\u0000', '\r\n']] },
    );
  });

  it.each([
    ['subject', { subject: 'x\r\nBcc: a@b.example' }],
    ['name', { from: { name: 'x\nBcc: a@b.example', address: 'post@northside.example' } }],
    ['encoded name', { from: { name: '=?utf-8?q?=0D=0ABcc:_x?=', address: 'post@northside.example' } }],
    ['quoted name', { from: { name: 'x" <a@b.example>', address: 'post@northside.example' } }],
    ['sender’s address', { from: { name: 'x', address: 'post@northside.example>\r\n' } }],
    ['two recipients', { to: 'a@b.example,c@d.example' }],
    ['recipient with a name', { to: 'Ana <a@b.example>' }],
    ['recipient with a line', { to: 'a@b.example\r\nRCPT TO:<c@d.example>' }],
    ['answers', { replyTo: 'a@b.example\r\n' }],
    ['header value', { headers: { 'Auto-Submitted': 'x\r\nBcc: a@b.example' } }],
    ['header name', { headers: { 'X: y\r\nBcc': 'a@b.example' } }],
  ])('refuses a mail that was not made safe: %s', async (_, change) => {
    const mail = await writeMail(noticeMail(), writing);
    expect(() => assertSafeHeaders(mail)).not.toThrow();
    expect(() => assertSafeHeaders({ ...mail, ...change })).toThrow(MailError);
  });
});
