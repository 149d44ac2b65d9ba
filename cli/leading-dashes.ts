// Ids are base64url, so one in 64 begins with "-", where a command line sees an option. Such an id is carried past the parser.
import type { Command } from 'commander';

/** 16 bytes in base64url, the first of them "-": no option looks like it. */
const ID_WITH_DASH = /^-[\w-]{21}$/;
/** In front of an id, it makes it an ordinary argument. */
const MARK = 'id:';
const MARKED = /^id:(-[\w-]{21})$/;

/** The arguments with such ids marked; `program`'s commands are given them as they were typed. */
export function carryIds(program: Command, typed: readonly string[]): string[] {
  program.hook('preAction', (_program, command) => {
    command.processedArgs = command.processedArgs.map(unmark);
  });
  return typed.map((argument) => (ID_WITH_DASH.test(argument) ? MARK + argument : argument));
}

function unmark(argument: unknown): unknown {
  if (Array.isArray(argument)) return argument.map(unmark);
  return typeof argument === 'string' ? argument.replace(MARKED, '$1') : argument;
}
