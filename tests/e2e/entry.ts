// How a person gets into an account: the mailed link, the access code, the recovery words. By accessible names only.
import type { RunningSealpost } from '../support/sealpost.ts';
import { goTo, logIn, type Person, registerPractice, type SignUp, storeKit } from './person.ts';

type Named = Pick<SignUp, 'name' | 'practiceName' | 'password'>;

/** Opens the newest confirmation link and presses the button behind it. */
export async function confirmAddress(person: Person, { sealpost, address }: { sealpost: RunningSealpost; address: string }): Promise<void> {
  await goTo(person, (await sealpost.mailTo(address, { containing: '/confirm?' })).link('/confirm'));
  await person.page.getByRole('button', { name: 'Confirm address', exact: true }).click();
  await person.page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
}

/** A practice whose address is confirmed, with its mailbox open. Returns the recovery words. */
export async function foundPractice(person: Person, { sealpost, who }: { sealpost: RunningSealpost; who: SignUp }): Promise<string[]> {
  const words = await registerPractice(person, who);
  await confirmAddress(person, { sealpost, address: who.address });
  await goTo(person, '/mail');
  await person.page.getByRole('button', { name: 'Compose message', exact: true }).waitFor();
  return words;
}

export async function typeCode({ page }: Person, code: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Access code', exact: true }).fill(code);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
}

export async function fillAccount(person: Person, who: Named): Promise<void> {
  await person.page.getByRole('textbox', { name: 'Practice name', exact: true }).fill(who.practiceName);
  await fillPerson(person, who);
}

/** Of whoever comes to a practice that is there. */
export async function fillPerson({ page }: Person, who: Omit<Named, 'practiceName'>): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name', exact: true }).fill(who.name);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByLabel('Repeat password', { exact: true }).fill(who.password);
}

/** From the link in the mail to the waiting message. Returns the recovery words. */
export async function acceptInvitation(person: Person, { link, code, who }: { link: string; code: string; who: Named }): Promise<string[]> {
  await goTo(person, link);
  await typeCode(person, code);
  await fillAccount(person, who);
  await person.page.getByRole('button', { name: 'Create account', exact: true }).click();
  const words = await storeKit(person);
  await person.page.waitForURL(/\/(message\?id=|mail)/);
  return words;
}

/** Logs in from anywhere and waits until the mailbox is there. */
export async function enter(person: Person, who: { address: string; password: string }): Promise<void> {
  await goTo(person, '/login');
  await logIn(person, who);
  await person.page.waitForURL(/\/mail/);
}
