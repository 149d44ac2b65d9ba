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

/** Red, green and blue in the middle of what is seen. */
export async function colourAt(target: Locator, [x, y]: readonly [number, number]): Promise<number[]> {
  const picture = (await target.screenshot()).toString('base64');
  return await target.page().evaluate(
    async ([data, shareX, shareY]) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      pen?.drawImage(bitmap, 0, 0);
      return [...(pen?.getImageData(Math.floor(bitmap.width * shareX), Math.floor(bitmap.height * shareY), 1, 1).data ?? [])].slice(0, 3);
    },
    [picture, x, y] as const,
  );
}
