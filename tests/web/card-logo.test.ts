// The logo of a practice's card, when somebody else has changed the card while one was writing.
import { expect, test } from 'vitest';
import { untouchedLogo } from '../../web/features/practice/card/card-fields.ts';
import type { PracticeProfile } from '../../web/session/profile-api.ts';

const at = (edition: number, logo: string | null, status: PracticeProfile['status'] = 'vouched'): PracticeProfile => ({
  status, edition, signer: null, profile: { name: 'Practice', address: [], phone: null, website: null, logo, time: 1 },
});
const none: PracticeProfile = { status: 'none', edition: 0, profile: null, signer: null };

test('a logo that nobody has changed is kept', () => {
  for (const now of [at(1, 'A'), at(2, 'A'), at(2, 'A', 'unproved')]) expect(untouchedLogo({ base: at(1, 'A'), now })).toEqual({ logo: { kept: 'A' }, since: 'same' });
  for (const base of [none, at(1, null)]) expect(untouchedLogo({ base, now: at(2, null) })).toEqual({ logo: null, since: 'same' });
});

test('one that was removed does not come back, and one that was changed or added is not lost', () => {
  expect(untouchedLogo({ base: at(1, 'A'), now: at(2, null) })).toEqual({ logo: null, since: 'removed' });
  for (const base of [none, at(1, null), at(1, 'A'), at(1, 'A', 'unproved')]) expect(untouchedLogo({ base, now: at(2, 'B') })).toEqual({ logo: { kept: 'B' }, since: 'replaced' });
});

test('one that is not proved is not signed without being chosen anew', () => {
  expect(untouchedLogo({ base: at(1, 'A', 'unproved'), now: at(1, 'A', 'unproved') })).toEqual({ logo: null, since: 'same' });
  for (const base of [none, at(1, 'A'), at(1, 'B', 'unproved')]) expect(untouchedLogo({ base, now: at(2, 'B', 'unproved') })).toEqual({ logo: null, since: 'unproved' });
});
