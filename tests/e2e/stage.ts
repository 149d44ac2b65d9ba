// One Sealpost and one browser for the tests of a file, and everybody who sits at it.
import { expect } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type RunningSealpost, startSealpost } from '../support/sealpost.ts';
import { newPerson, type Person } from './person.ts';

export type Stage = {
  sealpost: RunningSealpost;
  /** A browser of their own: no cookies, no keys. It asks for English unless `locale` says otherwise. */
  somebody: (options?: { phone?: true; dark?: true; locale?: string }) => Promise<Person>;
  /** Errors, violations of the policy and requests to third parties, of everybody so far. */
  expectNoComplaints: () => void;
  close: () => Promise<void>;
};

export async function openStage({ env = {} }: { env?: Record<string, string> } = {}): Promise<Stage> {
  const [sealpost, browser] = await Promise.all([startSealpost({ env }), launchBrowser()]);
  const people: Person[] = [];
  return {
    sealpost,
    somebody: async (options = {}) => {
      const person = await newPerson(browser, { base: sealpost.url, ...options });
      people.push(person);
      return person;
    },
    expectNoComplaints: () => expect(people.flatMap(({ complaints }) => complaints)).toEqual([]),
    close: async () => {
      await browser.close();
      await sealpost.stop();
    },
  };
}
