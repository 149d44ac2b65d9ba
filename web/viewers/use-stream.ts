// Opens a file's stream, reads its first bytes to find out what it is, and stops it when the view goes.
'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { readHead } from './byte-port.ts';
import { type FileKind, hintOf } from './file-hint.ts';
import { kindOf } from './file-type.ts';
import type { FailedView, FileBytes, OpenedStream, OpenStream, ViewedFile } from './source.ts';

type StreamState = { status: 'opening' } | { status: 'open'; kind: FileKind; bytes: FileBytes } | { status: 'failed'; reason: FailedView };

/** How long a stream has to say why it broke off. */
const REASON_MS = 2_000;

/** `onNoImage`: told once its first bytes say that it is no DICOM image, which its name did not rule out. */
export function useStream(file: ViewedFile, { open, onNoImage }: { open: OpenStream; onNoImage: (id: string) => void }) {
  const [state, setState] = useState<StreamState>({ status: 'opening' });
  const [received, setReceived] = useState(0);
  const stream = useRef<OpenedStream | null>(null);
  // A view belongs to one file: it is mounted anew for the next.
  const [opened] = useState({ file, open, onNoImage });

  /** The view has given up. Where that is because the stream broke off, this is the reason to be shown. */
  const fail = useCallback((reason: FailedView) => {
    const { current } = stream;
    if (current === null) return;
    void reasonOf(current, reason).then((known) => {
      if (stream.current !== current) return;
      current.cancel();
      setState({ status: 'failed', reason: known });
    });
  }, []);

  useEffect(() => {
    const current = opened.open(opened.file, setReceived);
    stream.current = current;
    beginning(opened.file, current.port).then(
      (begun) => {
        if (stream.current !== current) return;
        if (hintOf(opened.file) === 'dicom' && begun?.kind !== 'dicom') opened.onNoImage(opened.file.id);
        if (begun === null) fail('unsupported');
        else setState({ status: 'open', ...begun });
      },
      () => fail('failed'),
    );
    return () => {
      stream.current = null;
      current.cancel();
    };
  }, [opened, fail]);

  return { state, received, fail };
}

async function beginning(file: ViewedFile, port: MessagePort): Promise<{ kind: FileKind; bytes: FileBytes } | null> {
  const head = await readHead(port);
  const kind = kindOf({ ...file, head });
  return kind === null ? null : { kind, bytes: { name: file.name, size: file.size, head, port } };
}

async function reasonOf(stream: OpenedStream, otherwise: FailedView): Promise<FailedView> {
  const ending = await Promise.race([stream.ending, new Promise<null>((resolve) => setTimeout(() => resolve(null), otherwise === 'failed' ? REASON_MS : 50))]);
  return ending === null || ending === 'complete' || ending === 'cancelled' ? otherwise : ending;
}
