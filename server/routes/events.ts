// The event stream: what has changed for this account, as it happens (server-sent events, WHATWG HTML). One kind for each event and
// nothing else in it. A stream keeps no session alive, and ends with it.
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Change } from '../changes.ts';
import { findSession } from '../database/sessions.ts';
import type { Env } from '../env.ts';
import { idleSince } from '../idle.ts';
import { cookieHash } from '../middleware/cookies.ts';
import { signedInAnyhow } from '../middleware/guards.ts';

/** So often the stream shows that it lives, to proxies too, and looks whether its session does. */
const BEAT_MS = 25_000;
/** After which a browser takes up a lost stream: not at once, or streams that give way to others would come back in a circle. */
const RETRY_MS = 10_000;

export const events = new Hono<Env>().get('/', signedInAnyhow, (c) => {
  const { parts, session } = c.var;
  const tokenHash = cookieHash(c, 'sealpost_session');
  const isAlive = async (): Promise<boolean> => {
    const now = new Date(parts.clock());
    return tokenHash !== null && (await findSession(parts.database, { tokenHash, now, idleSince: idleSince(parts, now) })) !== null;
  };
  return streamSSE(c, async (stream) => {
    const waiting = new Set<Change>();
    const ending = new AbortController();
    let wake = () => {};
    const end = () => {
      ending.abort();
      wake();
    };
    const tell = (change: Change) => {
      waiting.add(change);
      wake();
    };
    stream.onAbort(end);
    const unsubscribe = parts.changes.subscribe(session.account, { tell, end });
    try {
      // The client takes what it has for complete from here on.
      await stream.writeSSE({ event: 'anything', data: '', retry: RETRY_MS });
      while (!ending.signal.aborted) {
        if (waiting.size === 0) await beat();
        const changes = [...waiting];
        waiting.clear();
        if (ending.signal.aborted) return;
        if ((changes.length === 0 || changes.includes('session') || changes.includes('anything')) && !(await isAlive())) {
          await stream.writeSSE({ event: 'signed-out', data: '' });
          return;
        }
        if (changes.length === 0) await stream.write(':\n\n');
        for (const change of changes) await stream.writeSSE({ event: change, data: '' });
      }
    } catch (error) {
      // The database is away, say. The client takes the stream up again.
      parts.log.warn({ err: error }, 'an event stream ended');
    } finally {
      unsubscribe();
    }

    /** Until something is told, the stream ends, or it is time to show life. */
    async function beat(): Promise<void> {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, BEAT_MS);
      });
      clearTimeout(timer);
    }
  });
});
