// Papers as offices send them: a form whose values nobody drew, and files in which there is nothing.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldBox, writePdf } from '../support/files/pdf-writer.ts';
import type { Person } from './person.ts';
import type { Stage } from './stage.ts';
import { closeViewer, openReader, sendFilesTo, sentFile, untilShown, viewerOf, viewFile } from './viewing.ts';

let stage: Stage;
let reader: Person;
const empty = ['empty.pdf', 'empty.jpg', 'empty.stl', 'empty.dcm', 'empty.zip', 'empty.txt'];

beforeAll(async () => {
  ({ stage, reader } = await openReader());
  const files = [sentFile('order.pdf', writePdf(['Order'], { filled: 'Eva Muster, 24, upper left' })), ...empty.map((name) => sentFile(name, Buffer.alloc(0)))];
  await sendFilesTo(reader, { subject: 'Papers', files });
}, 240_000);
afterAll(() => stage?.close());

/** How many dark points the first page has where the field of the form stands. */
async function darkPoints(): Promise<number> {
  const canvas = viewerOf(reader).getByRole('group', { name: 'Page 1', exact: true }).locator('canvas');
  return await canvas.evaluate((element, { left, bottom, right, top }) => {
    const { width, height } = element as HTMLCanvasElement;
    const [across, down] = [width / 595, height / 842];
    const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(left * across, (842 - top) * down, (right - left) * across, (top - bottom) * down);
    return data.filter((value, at) => at % 4 === 0 && value < 100 && (data[at + 3] ?? 0) > 200).length;
  }, fieldBox);
}

test('what was written into a form is shown, also where the form holds its value and no drawing of it', async () => {
  await viewFile(reader, 'order.pdf');
  await untilShown(reader, 'order.pdf');
  await expect.poll(darkPoints, { timeout: 10_000 }).toBeGreaterThan(200);
  await closeViewer(reader);
});

test.each(empty)('%s, without a single byte, is called empty', async (name) => {
  await viewFile(reader, name);
  await viewerOf(reader).getByText('This file is empty').waitFor();
  await closeViewer(reader);
});

test('no page complained', () => {
  stage.expectNoComplaints();
});
