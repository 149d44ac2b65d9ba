// A sender whose words hide where a link leads or from whom the message is: by an address that is only like it, or by characters that turn
// the direction of writing, so that what stands beside them is read backwards.
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { BodyLink } from '../../web/features/reading/body-link.tsx';
import { OwnTime, Person } from '../../web/features/reading/message-head.tsx';
import { whoWrote } from '../../web/features/reading/who-wrote.ts';

/** Right-to-left override: what follows it on the line is shown backwards, but not what is isolated. */
const TURNED = '\u202E';

describe('a right-to-left override', () => {
  it('before or in a link does not turn the host that is shown beside it', () => {
    const shown = `our page${TURNED}`;
    const html = renderToStaticMarkup(BodyLink({ href: 'https://moc.knab.example/', shown, children: shown }));
    expect(html).toMatch(/<bdi dir="ltr"[^>]*> \(moc\.knab\.example\)<\/bdi>$/);
  });

  it('in a name does not turn the address that is shown beside it', () => {
    for (const practice of ['', `Practice${TURNED}`]) {
      const html = renderToStaticMarkup(Person({ name: `Ana${TURNED}`, address: 'moc.knab@example.org', practice }));
      expect(html).toMatch(/<bdi[^>]*>Ana[^<]*<\/bdi> <bdi[^>]*>moc\.knab@example\.org<\/bdi>/);
    }
  });
});

describe('a server that holds a message back', () => {
  const [sentAt, hour] = [Date.UTC(2026, 10, 27, 12), 60 * 60_000];
  const shown = (time: number) => renderToStaticMarkup(OwnTime({ sentAt, secure: { status: 'open', subject: '', time, body: { type: 'doc', content: [{ type: 'paragraph' }] }, attachments: [], expires: null, forwarded: false } }));

  it('and says that it was sent today has the time beside it that the sender has signed', () => {
    expect(shown(Date.UTC(2026, 4, 3, 12))).toContain('3 May 2026');
    expect(shown(sentAt + 2 * hour)).not.toBe('');
    expect(shown(sentAt - hour / 2)).toBe('');
  });
});

describe('the words of a link', () => {
  const rendered = (href: string, shown: string) => renderToStaticMarkup(BodyLink({ href, shown, children: shown }));

  it.each([
    ['https://www.bank.co/login', 'https://www.bank.com/login'],
    ['https://evil.example/', 'bank.com, not evil.example'],
    ['https://evil.example/', 'bank.com@evil.example'],
    ['https://evil.example/', 'https://bank.com/evil.example'],
  ])('that only contain the host of %s do not hide where it leads', (href, shown) => {
    expect(rendered(href, shown)).toContain(` (${new URL(href).host})`);
  });

  it.each(['bank.example', 'https://bank.example', 'HTTPS://Bank.example/a?b', 'bank.example/a'])('that say it, as %s does, need no second word', (shown) => {
    expect(rendered('https://bank.example/a', shown)).not.toContain('bdi');
  });
});

describe('a stranger in a conversation who took the name of somebody in it', () => {
  const by = (name: string, address: string) => ({
    role: 'recipient' as const,
    sender: { account: address, address, name, practice: '', verification: { kind: 'first-use' as const, at: 0 } },
  });
  const [ana, stranger, ben] = [by('Dr. Ana Berg', 'ana@practice.example'), by('Dr. Ana Berg', 'ana@elsewhere.example'), by('Ben', 'ben@lab.example')];

  it('is told from them by the address, before the message is opened', () => {
    expect([ana, stranger, ben].map((row) => whoWrote(row, [ana, stranger, ben]))).toEqual(['ana@practice.example', 'ana@elsewhere.example', 'Ben']);
    expect(whoWrote(ana, [ana, ana, ben])).toBe('Dr. Ana Berg');
  });
});
