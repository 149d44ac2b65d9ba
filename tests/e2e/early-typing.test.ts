// What is typed in the very moment in which a page is being drawn anew.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goTo } from './person.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

/** React draws for what has come from the server in a task of its own, which it asks for by a message: it is held up here. */
function holdDrawing(): void {
  const post = MessagePort.prototype.postMessage;
  const kept: (() => void)[] = [];
  let held = false;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...sent: unknown[]) {
    const go = () => post.apply(this, sent as Parameters<typeof post>);
    if (held) kept.push(go);
    else go();
  };
  Object.assign(window, {
    hold: () => (held = true),
    letGo: () => {
      held = false;
      for (const go of kept.splice(0)) go();
    },
  });
}

test('a field keeps what is typed while an answer of the server is about to be shown', async () => {
  const person = await stage.somebody();
  const { page } = person;
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.addInitScript(holdDrawing);
  await page.route('**/api/settings', async (route) => {
    await answered;
    await route.continue();
  });
  await goTo(person, '/register');
  const field = page.getByRole('textbox', { name: 'Practice name', exact: true });
  await field.click();
  await page.evaluate('hold()');
  const settings = page.waitForResponse('**/api/settings');
  answer();
  await (await settings).finished();
  await page.waitForTimeout(200);
  await field.fill('Northside Dental');
  await page.evaluate('letGo()');
  await page.waitForTimeout(200);
  expect(await field.inputValue()).toBe('Northside Dental');
  stage.expectNoComplaints();
});
