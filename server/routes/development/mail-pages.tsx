// The pages that show the mails a server without a mail provider has written. No scripts; every text passes through React.
/* oxlint-disable react/no-array-index-key -- rendered once, to a string: nothing is ever reordered */
import type { ReactElement, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { WrittenMail } from '../../mail/folder-reader.ts';

export const BASE = '/development/mail';

export function mailListPage(mails: readonly WrittenMail[]): string {
  return page('Mail of this server', (
    <>
      <h1>Mail of this server</h1>
      <p>No mail provider is set, so mail is not sent: it is written to a folder and shown here, on this machine only.</p>
      {mails.length === 0 ? <p className="empty">No mail yet. Load this page again when something should have been sent.</p> : <MailTable mails={mails} />}
    </>
  ));
}

export function mailPage(mail: WrittenMail): string {
  return page(mail.subject, (
    <>
      <p><a href={BASE}>All mail</a></p>
      <h1>{mail.subject}</h1>
      <dl>
        <Fact name="From" value={mail.from} />
        <Fact name="To" value={mail.to} />
        <Fact name="Answers go to" value={mail.replyTo} />
        <Fact name="Written" value={<Moment time={mail.writtenAt} />} />
      </dl>
      <pre><Linked text={mail.text} /></pre>
      <p><a href={`${BASE}/${mail.id}/html`}>The same mail as mail programs show it</a></p>
    </>
  ));
}

function MailTable({ mails }: { mails: readonly WrittenMail[] }): ReactElement {
  return (
    <table>
      <thead>
        <tr><th scope="col">Written</th><th scope="col">To</th><th scope="col">Subject</th></tr>
      </thead>
      <tbody>
        {mails.map((mail) => (
          <tr key={mail.id}>
            <td><Moment time={mail.writtenAt} /></td>
            <td>{mail.to}</td>
            <td><a href={`${BASE}/${mail.id}`}>{mail.subject}</a></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Moment({ time }: { time: Date }): ReactElement {
  const iso = time.toISOString();
  return <time dateTime={iso}>{iso.slice(0, 19).replace('T', ' ')} UTC</time>;
}

/** Odd pieces of the split are the addresses. */
function Linked({ text }: { text: string }): ReactElement {
  const pieces = text.split(/(https?:\/\/[^\s<>"]+)/);
  return <>{pieces.map((piece, index) => (index % 2 === 1 ? <a key={index} href={piece}>{piece}</a> : piece))}</>;
}

function page(title: string, content: ReactElement): string {
  const html = renderToStaticMarkup(
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href={`${BASE}/style.css`} />
      </head>
      <body>
        <main>{content}</main>
      </body>
    </html>,
  );
  return `<!doctype html>${html}`;
}

export const mailPageStyle = `
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
body { margin: 0; background: light-dark(#f7f5f0, #1a1916); color: light-dark(#24211b, #efece4); }
main { max-inline-size: 60rem; margin-inline: auto; padding: 2rem 1rem; }
h1 { font-size: 1.4rem; line-height: 1.3; overflow-wrap: anywhere; }
a { color: light-dark(#1f6b4a, #7fd0a6); }
table { inline-size: 100%; border-collapse: collapse; }
th, td { padding: 0.5rem 0.75rem 0.5rem 0; text-align: start; vertical-align: top; overflow-wrap: anywhere; border-block-end: 1px solid light-dark(#dedad1, #3d3a33); }
time { font-variant-numeric: tabular-nums; }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%); }
  tr { display: grid; padding-block: 0.75rem; border-block-end: 1px solid light-dark(#dedad1, #3d3a33); }
  td { padding: 0; border: 0; }
  td:nth-child(3) { order: -1; font-weight: 600; }
}
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; }
dt { color: light-dark(#5d574b, #b5afa2); }
dd { margin: 0; overflow-wrap: anywhere; }
pre { padding: 1rem; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid light-dark(#dedad1, #3d3a33); border-radius: 6px; background: light-dark(#fff, #24221e); }
`;
