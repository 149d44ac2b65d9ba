// A link of so many bytes a second between browser and server: a TCP relay with a token bucket for what goes up.
import { connect, createServer, type Socket } from 'node:net';

const TICK_MS = 5;

export async function startLimitedLink({ port, to, bytesPerSecond }: { port: number; to: number; bytesPerSecond: number }): Promise<{ stop: () => void }> {
  const perTick = (bytesPerSecond * TICK_MS) / 1000;
  let credit = 0;
  let last = performance.now();
  const held: { chunk: Buffer; up: Socket; from: Socket }[] = [];
  const timer = setInterval(() => {
    const now = performance.now();
    // By the clock, since timers are late on a busy machine; a tenth of a second at most is made up for.
    credit = Math.min(credit + (bytesPerSecond * (now - last)) / 1000, perTick * 20);
    last = now;
    while (credit > 0 && held.length > 0) {
      const next = held.shift();
      if (!next) break;
      credit -= next.chunk.length;
      next.up.write(next.chunk);
      next.from.resume();
    }
  }, TICK_MS);
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
      // One chunk of each connection is held at a time: the rest waits in the kernel, as on a real link.
      from.pause();
      held.push({ chunk, up, from });
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
