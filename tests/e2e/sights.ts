// What a person sees and would point at, by its words.
import type { Locator } from 'playwright-core';
import type { Person } from './person.ts';

export const heading = ({ page }: Person, name: string): Locator => page.getByRole('heading', { name, exact: true });

/** Something did not work, and these are among the words that say so. */
export const refusal = ({ page }: Person, words: string): Locator => page.getByRole('alert').filter({ hasText: words });

export const lockedPage = ({ page }: Person): Locator => page.getByRole('dialog', { name: 'Log in again to go on' });

export const contact = ({ page }: Person, address: string): Locator =>
  page.getByRole('list', { name: 'Contacts', exact: true }).getByRole('listitem').filter({ hasText: address });

export const openInvitation = ({ page }: Person, address: string): Locator =>
  page.getByRole('list', { name: 'Open invitations', exact: true }).getByRole('listitem').filter({ hasText: address });

export const secureMessage = ({ page }: Person): Locator => page.getByRole('region', { name: 'Secure message', exact: true });

export const firstMessage = ({ page }: Person): Locator => page.getByRole('list', { name: 'Messages', exact: true }).getByRole('listitem').first();
