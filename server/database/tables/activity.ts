// The activity log (migration 0014). Nothing is ever updated here or deleted, but the network addresses beside it.
import type { JSONColumnType } from 'kysely';
import type { EventName } from '../../activity-events.ts';

export type ActorKind = 'account' | 'nobody' | 'operator' | 'server';
export type SubjectKind = 'message' | 'attachment' | 'invitation' | 'device' | 'passkey';
/** Figures and choices; nothing that a person wrote. */
export type EventDetails = Readonly<Record<string, string | number | boolean | null>>;

type ActivityTable = {
  id: string;
  at: Date;
  event: EventName;
  account_id: string | null;
  practice_id: string | null;
  done_by: ActorKind;
  actor_id: string | null;
  device_id: string | null;
  subject: SubjectKind | null;
  subject_id: string | null;
  details: JSONColumnType<EventDetails, EventDetails, EventDetails>;
};

type ActivityOriginsTable = { activity_id: string; client_address: string; at: Date };

export type ActivityTables = { activity: ActivityTable; activity_origins: ActivityOriginsTable };
