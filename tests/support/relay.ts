// A relay of TCP connections that can be cut, and is as slow as is wanted on the way up: a line that breaks under whatever goes over it.
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';

export type Relay = {
  /** Breaks every connection, and refuses new ones for so long. */
  cut: (milliseconds: number) => Promise<void>;
  stop: () => void;
};

type RelayOptions = { port: number; to: number; upBytesPerSecond: number };

export async function startRelay({ port, to, upBytesPerSecond }: RelayOptions): Promise<Relay> {
  const sockets = new Set<Socket>();
  let broken = false;
  // All connections share the line.
  let busyUntil = 0;
  const line = () =>
    new Transform({
      transform: (chunk: Buffer, _encoding, passOn) => {
        busyUntil = Math.max(busyUntil, Date.now()) + (chunk.length / upBytesPerSecond) * 1000;
        setTimeout(() => passOn(null, chunk), busyUntil - Date.now());
      },
    });
  const server = createServer((from) => {
    if (broken) return void from.destroy();
    const up = connect(to, '127.0.0.1');
    for (const socket of [from, up]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        from.destroy();
        up.destroy();
      });
    }
    from.pipe(line()).pipe(up);
    up.pipe(from);
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    cut: async (milliseconds) => {
      broken = true;
      destroyAll();
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      broken = false;
    },
    stop: () => {
      server.close();
      destroyAll();
    },
  };
}
