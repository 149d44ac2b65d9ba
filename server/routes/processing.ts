// What /about says of this server: how long things are kept, how much there can be, and where. From the settings and plans in force and from
// the constants that the work itself goes by, so that the page cannot say anything else.
import type { Settings } from '../config.ts';
import type { Plans } from '../database/plans.ts';
import { GRACE_MINUTES, LONGEST_IDLE_MINUTES, REMOVAL_MINUTES } from '../idle.ts';
import {
  DELETED_DAYS, ENDED_CHANGE_DAYS, FORMER_ADDRESS_DAYS, OLD_MAIL_DAYS, TRASH_DAYS, UNCONFIRMED_DAYS, UNFINISHED_DAYS, UNSENT_DAYS,
} from '../limits.ts';
import { KNOWN_COOKIE_DAYS, SIGN_UP_COOKIE_DAYS } from '../middleware/cookies.ts';
import type { Parts } from '../parts.ts';
import { LONGEST_WINDOW_SECONDS } from '../rates.ts';

type Described = Pick<Parts, 'buildId' | 'settings'> & { blobs: Pick<Parts['blobs'], 'direct'> };

export function describeProcessing({ buildId, blobs, settings }: Described, plans: Plans) {
  return {
    build: buildId,
    links: settings.links,
    kept: {
      trashDays: TRASH_DAYS,
      unsentDays: UNSENT_DAYS,
      unfinishedDays: UNFINISHED_DAYS,
      mailDays: OLD_MAIL_DAYS,
      unconfirmedDays: UNCONFIRMED_DAYS,
      deletedDays: DELETED_DAYS,
      formerAddressDays: FORMER_ADDRESS_DAYS,
      endedChangeDays: ENDED_CHANGE_DAYS,
      signUpCookieDays: SIGN_UP_COOKIE_DAYS,
      knownCookieDays: KNOWN_COOKIE_DAYS,
      countedHours: LONGEST_WINDOW_SECONDS / 3600,
      /** After the idle time, until nothing of a session is left. */
      removalMinutes: GRACE_MINUTES + REMOVAL_MINUTES,
    },
    limits: {
      maxAttachmentBytes: settings.maxAttachmentBytes,
      /** Of one practice or guest the operator may have set another figure. */
      plans,
      idleMinutes: settings.idleMinutes,
      longestIdleMinutes: LONGEST_IDLE_MINUTES,
      invitationDays: settings.invitationDays,
      undoSeconds: settings.undoSeconds,
    },
    places: {
      database: settings.databaseUrl === null ? ('embedded' as const) : ('server' as const),
      attachments: settings.s3 === null ? ('folder' as const) : ('store' as const),
      /** To which browsers speak themselves. Pages name it in their policy (middleware/security-headers.ts). */
      directStore: blobs.direct === null ? null : new URL(blobs.direct.origin).host,
      mail: mailWay(settings),
      /** A proxy says from which country somebody comes. */
      countries: settings.countryHeader !== null && settings.trustedProxies.length > 0,
    },
  };
}

/** `service`: one that the operator has chosen, known by its address alone. */
function mailWay({ mail }: Pick<Settings, 'mail'>): 'folder' | 'resend' | 'service' {
  if (mail.kind === 'folder') return 'folder';
  return mail.kind === 'resend' && mail.baseUrl === null ? 'resend' : 'service';
}
