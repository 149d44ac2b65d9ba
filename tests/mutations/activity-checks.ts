// The checks of the activity log: that it stays as it was written, who reads it, and what it forgets.
import { type Mutation, NOTHING, of } from './check.ts';

export const activityChecks: readonly Mutation[] = [
  ...of('migrations/0014-activity.ts', [
    ['the log is not changed', 'create trigger activity_append_only before update or delete on activity for each row execute function refuse_change();', NOTHING, 'server/activity', 'cannot be changed'],
    ['the log is not emptied', 'create trigger activity_not_emptied before truncate on activity for each statement execute function refuse_change();', NOTHING, 'server/activity', 'cannot be changed'],
  ]),
  ...of('server/routes/activity.ts', [
    ['a practice’s log is for its administrators', ".get('/', signedIn, administrator, query(listQuery)", ".get('/', signedIn, query(listQuery)", 'server/activity', 'administrators only'],
    ['so are its days', ".get('/days', signedIn, administrator, query(daysQuery)", ".get('/days', signedIn, query(daysQuery)", 'server/rights', 'GET /api/practice/activity/days'],
    ['and its export', ".get('/export', signedIn, administrator, byAccount", ".get('/export', signedIn, byAccount", 'server/rights', 'GET /api/practice/activity/export'],
  ]),
  ...of('server/routes/activity/csv.ts', [
    ['no cell begins a formula', "FORMULA.test(text) ? `'${text}` : text", 'text', 'server/activity', 'formula|as text'],
    ['a name hides nothing in it', 'name === null ? null : plainName(name)', 'name', 'server/activity', 'as they are shown'],
  ]),
  ...of('server/database/activity.ts', [
    ['everybody reads their own log', "rows.where('activity.account_id', '=', log.account)", 'rows', 'server/activity', 'shows everybody their own'],
    ['a practice reads its own log', "rows.where('activity.practice_id', '=', log.practice)", 'rows', 'server/activity', 'shows everybody their own'],
  ]),
  ...of('server/jobs/expiry.ts', [
    ['from where nobody came is forgotten', 'await forgetOrigins(database, idle.idleSince);', NOTHING, 'server/retention', 'two minutes after'],
  ]),
  ...of('server/database/deliveries.ts', [
    ['a message is opened once', ".where('opened_at', 'is', null)", NOTHING, 'server/activity', 'sending, opening'],
  ]),
];
