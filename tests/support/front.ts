// What stands in front of several server processes, as small as it can be: it says for each request which process is to answer.
import { createServer, request as ask, type IncomingMessage } from 'node:http';

export type Front = {
  /** Where the next requests go, by path; null: nobody answers, the connection is broken. */
  to: (choose: (path: string) => number | null) => void;
  /** The ports that answered for this path, in order. */
  answered: (path: string) => number[];
  stop: () => Promise<void>;
};

export async function startFront(port: number): Promise<Front> {
  let choose: (path: string) => number | null = () => null;
  const answers: { path: string; port: number }[] = [];
  const server = createServer((from, back) => {
    const path = pathOf(from);
    const to = choose(path);
    if (to === null) return void from.destroy();
    const up = ask({ host: '127.0.0.1', port: to, path: from.url, method: from.method, headers: from.headers }, (answer) => {
      answers.push({ path, port: to });
      back.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => back.destroy());
      // A process that is gone ends its answers in the middle.
      answer.on('close', () => answer.complete || back.destroy());
      answer.pipe(back);
    });
    up.on('error', () => back.destroy());
    back.on('close', () => up.destroy());
    from.pipe(up);
  });
  await new Promise<void>((ready) => server.listen(port, ready));
  return {
    to: (next) => {
      choose = next;
    },
    answered: (path) => answers.filter((answer) => answer.path === path).map((answer) => answer.port),
    stop: () =>
      new Promise((ended) => {
        server.close(() => ended());
        server.closeAllConnections();
      }),
  };
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? url;
}
