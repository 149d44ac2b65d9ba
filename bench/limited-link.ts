// A link of so many bytes a second between browser and server: a TCP relay with a token bucket for what goes up.
import { connect, createServer, type Socket } from 'node:net';

const TICK_MS = 5;
/** What a link that was idle may carry at once. Timers are late on a busy machine, and this much is made up for. */
const BURST_MS = 20;

/** One direction of one connection, at which a chunk waits for its turn. */
type Lane = { from: Socket; up: Socket; chunk: Buffer };

export async function startLimitedLink({ port, to, bytesPerSecond }: { port: number; to: number; bytesPerSecond: number }): Promise<{ stop: () => void }> {
  const bytesPerMs = bytesPerSecond / 1000;
  let credit = 0;
  let last = performance.now();
  const waiting: Lane[] = [];

  function carry(): void {
    const now = performance.now();
    credit = Math.min(credit + bytesPerMs * (now - last), bytesPerMs * BURST_MS);
    last = now;
    while (credit > 0) {
      const lane = waiting.shift();
      if (lane === undefined) return;
      credit -= lane.chunk.length;
      // What the server does not take stays on this side, as on a real link.
      if (lane.up.write(lane.chunk)) lane.from.resume();
      else lane.up.once('drain', () => lane.from.resume());
    }
  }

  const timer = setInterval(carry, TICK_MS);
  const sockets = new Set<Socket>();
  const server = createServer((from) => {
    const up = connect(to, '127.0.0.1');
    for (const socket of [from, up]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        from.destroy();
        up.destroy();
      });
    }
    from.on('data', (chunk) => {
      // One chunk of each connection waits here; the rest stays in the kernel.
      from.pause();
      waiting.push({ from, up, chunk });
      carry();
    });
    up.pipe(from);
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    stop: () => {
      clearInterval(timer);
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
