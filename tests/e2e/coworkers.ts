// How a practice gets a coworker in the browser: invited by somebody who administers it, and registered with the access code.
import { coworkers as words } from '../../web/text/en/coworkers.ts';
import type { RunningSealpost } from '../support/sealpost.ts';
import { fillPerson, typeCode } from './entry.ts';
import { goTo, type Person, type SignUp, storeKit } from './person.ts';

const patience = { timeout: 30_000 };

/** Returns the access code. The page with the practice stays open: it signs the membership by itself once the coworker is there. */
export async function inviteCoworker(by: Person, { address, role = 'member' }: { address: string; role?: keyof typeof words.roles }): Promise<string> {
  const { page } = by;
  await goTo(by, '/practice');
  await page.getByRole('button', { name: words.invite.action, exact: true }).click();
  const asking = page.getByRole('dialog', { name: words.invite.title, exact: true });
  await asking.getByRole('textbox', { name: words.invite.address, exact: true }).fill(address);
  await asking.getByLabel(words.role.label, { exact: true }).selectOption({ label: words.roles[role] });
  await asking.getByRole('button', { name: words.invite.confirm(1), exact: true }).click();
  const codes = page.getByRole('dialog', { name: words.invite.codes, exact: true });
  const code = ((await codes.locator('[data-access-code]').textContent(patience)) ?? '').trim();
  await codes.getByRole('button', { name: words.invite.done, exact: true }).click();
  return code;
}

/** From the link in the mail to the mailbox. */
export async function registerCoworker(person: Person, { sealpost, code, who }: { sealpost: RunningSealpost; code: string; who: SignUp }): Promise<void> {
  await goTo(person, (await sealpost.mailTo(who.address, { containing: 'Set up my account' })).link('/invite'));
  await typeCode(person, code);
  await fillPerson(person, who);
  await person.page.getByRole('button', { name: 'Create account', exact: true }).click();
  await storeKit(person);
  await person.page.waitForURL(/\/mail/);
}

type Joining = { sealpost: RunningSealpost; by: Person; who: SignUp; role?: keyof typeof words.roles };

/** Settles once the membership is signed, which the page of whoever invited does by itself. */
export async function joinPractice(person: Person, { sealpost, by, who, role }: Joining): Promise<void> {
  await registerCoworker(person, { sealpost, who, code: await inviteCoworker(by, { address: who.address, ...(role && { role }) }) });
  const row = by.page.getByRole('list', { name: words.list, exact: true }).getByRole('listitem').filter({ hasText: who.name });
  await row.waitFor(patience);
  await row.getByText(words.marks.unattested).waitFor({ state: 'detached', ...patience });
}
