// When and where a version was written, in words.
import type { SavedBy } from '../../../session/vault-api/drafts.ts';
import { formatMoment, formatTime } from '../../../text/format.ts';
import { draftVersions } from '../../../text/draft-versions.ts';

const words = draftVersions;

export function versionName({ savedBy, updatedAt }: { savedBy: SavedBy | null; updatedAt: number }, now: number): string {
  return words.of({ device: deviceName(savedBy), time: isToday(updatedAt, now) ? formatTime(updatedAt) : formatMoment(updatedAt) });
}

export function changedElsewhere({ savedBy, updatedAt }: { savedBy: SavedBy | null; updatedAt: number }, now: number): string {
  const where = savedBy?.here === true ? words.otherWindow : words.elsewhere;
  return words.title({ where, when: isToday(updatedAt, now) ? words.today(formatTime(updatedAt)) : words.earlier(formatMoment(updatedAt)) });
}

function deviceName(savedBy: SavedBy | null): string {
  if (savedBy === null) return words.unknownDevice;
  if (savedBy.here) return words.thisDevice;
  return savedBy.name === null ? words.unknownDevice : words.device(savedBy.name.browser, savedBy.name.system);
}

function isToday(time: number, now: number): boolean {
  return new Date(time).toDateString() === new Date(now).toDateString();
}
