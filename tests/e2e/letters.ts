// Writing to somebody and finding what they wrote, in one step each.
import { expect } from 'vitest';
import type { RunningSealpost } from '../support/sealpost.ts';
import { goTo, openCompose, type Person, send, write } from './person.ts';

let letters = 0;

/** A message whose secure text says its subject, so that `expectMessage` knows it. Returns the access codes of who is new. */
export async function tell(person: Person, { to, subject }: { to: string; subject: string }): Promise<Map<string, string>> {
  await goTo(person, '/mail');
  const dialog = await openCompose(person);
  letters += 1;
  await write(dialog, { to: [to], message: noticeText(letters), secureSubject: subject, secureMessage: sealedText(subject) });
  return await send(dialog);
}

/** To somebody who needs no code any more. */
export async function tellKnown(person: Person, letter: { to: string; subject: string }): Promise<void> {
  expect((await tell(person, letter)).size).toBe(0);
}

export type Invited = { code: string; link: string };

/** To somebody new: the code that the sender is shown, and the link in the mail. */
export async function invite(person: Person, { sealpost, to, subject }: { sealpost: RunningSealpost; to: string; subject: string }): Promise<Invited> {
  const code = (await tell(person, { to, subject })).get(to) ?? '';
  expect(code).not.toBe('');
  return { code, link: (await sealpost.mailTo(to, { containing: noticeText(letters) })).link('/invite') };
}

/** The message with that subject stands open. */
export async function expectMessage({ page }: Person, subject: string): Promise<void> {
  await page.getByRole('heading', { name: subject }).first().waitFor();
  await page.getByRole('region', { name: 'Secure message', exact: true }).getByText(sealedText(subject)).first().waitFor();
}

/** By which one mail is told from another to the same address. */
function noticeText(letter: number): string {
  return `Letter number ${letter} is waiting.`;
}

function sealedText(subject: string): string {
  return `Sealed: ${subject}`;
}
