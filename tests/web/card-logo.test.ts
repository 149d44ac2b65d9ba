// The logo of a practice's card, when somebody else has changed the card while one was writing; and the limits that pages repeat, since they load no
// cryptography.
import { expect, test } from 'vitest';
import { LOGO_MAX_BYTES, LOGO_MAX_HEIGHT, LOGO_MAX_WIDTH, PROFILE_LIMITS } from '#crypto';
import { TYPED_MAX, untouchedLogo } from '../../web/features/practice/card/card-fields.ts';
import type { PracticeProfile } from '../../web/session/vault-api/practice-profile.ts';
import { LOGO_LIMITS } from '../../web/viewers/logo/logo-limits.ts';

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

test('as much can be typed and drawn as the format takes', () => {
  const { name, phone, website } = PROFILE_LIMITS;
  expect(TYPED_MAX).toEqual({ name, phone, website });
  expect(LOGO_LIMITS).toEqual({ width: LOGO_MAX_WIDTH, height: LOGO_MAX_HEIGHT, bytes: LOGO_MAX_BYTES });
});
