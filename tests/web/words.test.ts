// The words in German beside those in English: nothing missing, nothing left over, nothing left in English. (That no key is missing
// or too many the compiler says too: web/text/words.ts.)
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { words as germanMail } from '../../server/mail/templates/words-de.ts';
import { words as englishMail } from '../../server/mail/templates/words.ts';

const folder = join(import.meta.dirname, '../../web/text');
const files = readdirSync(join(folder, 'en')).sort();

/** Alike in both languages: names, signs, what is typed as it is, and words that German has from the same place. */
const ALIKE = new Set([
  'activity.ts:activity.chart.day',
  'activity.ts:activity.chart.events',
  'activity.ts:activity.chart.warnings',
  'activity.ts:activity.chart.bar',
  'address-book.ts:addressBook.inGroups',
  'compose.ts:compose.toolbar.link',
  'compose.ts:compose.attachments.speed',
  'compose.ts:compose.attachments.total',
  'confirmation.ts:confirmation.name',
  'contacts.ts:contacts.form.name',
  'coworkers.ts:coworkers.roles.administrator',
  'coworkers.ts:coworkers.failureTitle',
  'dead-ends.ts:deadEnds.unsupported.features.webAssembly',
  'dead-ends.ts:deadEnds.unsupported.features.webCrypto',
  'draft-versions.ts:draftVersions.of',
  'entering-failures.ts:enteringFailures.kit_words_invalid',
  'entering-failures.ts:enteringFailures.invitation_paused',
  'failures.ts:failureWords',
  'failures.ts:learnFailures',
  'figure.ts:figure.attachment',
  'figure.ts:figure.readers.0',
  'invitation.ts:invitation.from',
  'invitation.ts:invitation.roles.administrator',
  'labels.ts:labels.more',
  'language.ts:language.names.en',
  'language.ts:language.names.de',
  'openpgp.ts:openPgp.settings.title',
  'openpgp.ts:openPgp.settings.certificateName',
  'openpgp.ts:openPgp.signing.name',
  'openpgp.ts:openPgp.signing.command',
  'passkeys.ts:passkeys.list',
  'own-data.ts:ownData.at',
  'own-data.ts:ownData.self.name',
  'own-data.ts:ownData.mailbox.measured',
  'own-data.ts:ownData.mailbox.uploaded',
  'own-data.ts:ownData.sealed.kind',
  'own-data.ts:ownData.sealed.measured',
  'own-data.ts:ownData.contacted.mailCount',
  'practice-card.ts:practiceCard.logo',
  'practice-card.ts:practiceCard.website',
  'practice.ts:practice.roles.administrator',
  'reading.ts:reading.attachments.summary',
  'reading.ts:reading.attachments.typeNames.pdf',
  'reading.ts:reading.attachments.typeNames.text',
  'search.ts:search.typed.in',
  'second-factor.ts:secondFactor.code',
  'second-factor.ts:secondFactor.passkeys.title',
  'second-step.ts:secondStep.app.label',
  'settings.ts:settings.profile.roles.administrator',
  'shell.ts:shell.pageTitle',
  'ui.ts:ui.product',
  'viewers.ts:viewers.image.zoom',
  'viewers.ts:viewers.mesh.size',
  'viewers.ts:viewers.dicom.tools.zoom',
  'viewers.ts:viewers.dicom.length',
  'viewers.ts:viewers.dicom.facts.patientName',
  'viewers.ts:viewers.dicom.millimetres',
]);

type Leaf = { at: string; said: string };

/** Strings, and of functions their source: what they put together is not called here. */
function leaves(value: unknown, at: string): Leaf[] {
  if (typeof value === 'string') return [{ at, said: value }];
  if (typeof value === 'function') return [{ at, said: String(value) }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${at}.${key}`));
}

async function load(language: 'en' | 'de', file: string): Promise<Leaf[]> {
  const module: Record<string, unknown> = await import(join(folder, language, file));
  return Object.entries(module).flatMap(([name, value]) => leaves(value, `${file}:${name}`));
}

test('every file of words is there in both languages', () => {
  expect(readdirSync(join(folder, 'de')).sort()).toEqual(files);
});

describe.each(files)('%s', (file) => {
  test('has the same words in both languages, and says nothing in English that could be said in German', async () => {
    const [english, german] = await Promise.all([load('en', file), load('de', file)]);
    expect(german.map(({ at }) => at).sort()).toEqual(english.map(({ at }) => at).sort());
    const inEnglish = new Map(english.map(({ at, said }) => [at, said]));
    const alike = german.filter(({ at, said }) => said !== '' && inEnglish.get(at) === said).map(({ at }) => at);
    expect(alike.filter((at) => !ALIKE.has(at))).toEqual([]);
  });
});

test('mails have the same words in both languages', () => {
  const [english, german] = [leaves(englishMail, 'mail'), leaves(germanMail, 'mail')];
  expect(german.map(({ at }) => at)).toEqual(english.map(({ at }) => at));
  const inEnglish = new Map(english.map(({ at, said }) => [at, said]));
  expect(german.filter(({ at, said }) => inEnglish.get(at) === said).map(({ at }) => at)).toEqual(['mail.brand']);
});
