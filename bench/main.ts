// npm run bench [-- NAME…]: each figure is measured beside its alternative in the same run and printed as one line of JSON.
import { bulk, bulkPeak, sealing } from './cryptography.ts';
import { print, type Figure } from './figure.ts';
import { scripts, unlock } from './log-in.ts';
import { search } from './search.ts';
import { inbox, session } from './server-time.ts';
import { downloadToDisk, rendererPeak, serverMemory, uploadOverLink, uploadOverLoopback } from './transfers.ts';

/** Which figures each measurement gives. */
const measurements: { names: string[]; measure: () => Promise<Figure[]> }[] = [
  { names: ['seal-100-recipients', 'wrap-1000'], measure: () => sealing({ suffix: '' }) },
  { names: ['unlock-over-argon2id'], measure: unlock },
  { names: ['login-page-script', 'app-script'], measure: scripts },
  { names: ['bulk-seal', 'bulk-open'], measure: () => bulk({ suffix: '' }) },
  { names: ['bulk-peak'], measure: bulkPeak },
  { names: ['seal-100-recipients-node', 'wrap-1000-node'], measure: () => sealing({ suffix: '-node' }) },
  { names: ['bulk-seal-node', 'bulk-open-node'], measure: () => bulk({ suffix: '-node' }) },
  { names: ['api-session'], measure: session },
  { names: ['inbox-100k', 'inbox-100k-conversations'], measure: inbox },
  { names: ['search-index-10k', 'search-index-wait', 'search-query-10k'], measure: search },
  { names: ['upload-100MBps'], measure: uploadOverLink },
  { names: ['upload-loopback'], measure: uploadOverLoopback },
  { names: ['download-disk'], measure: downloadToDisk },
  { names: ['renderer-peak-500MB', 'renderer-peak-4GB'], measure: rendererPeak },
  { names: ['server-rss'], measure: serverMemory },
];

const wanted = process.argv.slice(2);
const known = measurements.flatMap(({ names }) => names);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`No such figure: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  process.exit(1);
}
for (const { names, measure } of measurements) {
  if (wanted.length > 0 && !names.some((name) => wanted.includes(name))) continue;
  for (const figure of await measure()) if (wanted.length === 0 || wanted.includes(figure.name)) print(figure);
}
