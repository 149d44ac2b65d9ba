// The time zones that this browser knows by their IANA names, and the one that it is set to.
import { compareNames } from '../../session/by-name.ts';

export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** With these, which may have another name elsewhere. */
export function listTimeZones(chosen: string): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ownTimeZone(), chosen])].toSorted(compareNames);
}
