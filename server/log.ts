// The log: one JSON object a line on standard output. Never addresses, tokens, query strings or anything a person wrote.
import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/** Errors keep name, code and stack but lose their messages: those of PostgreSQL, S3 and SMTP quote addresses and values. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    stack: frames.map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** Pass errors as `err`: `log.error({ err: error }, 'what was being done')`. */
export function openLog(destination?: DestinationStream): Log {
  return pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) }, serializers: { err: describeError } },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}
