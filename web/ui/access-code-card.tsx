// One person's access code with the ways to hand it over: say it, copy it, print it, and where the practice allows it a
// complete link and a QR code.
'use client';

import { Copy, Link as LinkSign, Printer, QrCode as QrSign } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { text } from '../text/index.ts';
import { AccessCodeSlip, type HandedCode } from './access-code-slip.tsx';
import styles from './access-code-card.module.css';
import { Button } from './button.tsx';
import { CodeBlock } from './code-block.tsx';
import { usePrint } from './print-only.tsx';
import { QrCode } from './qr-code.tsx';
import { announce } from './toasts.ts';

const words = text.handingOver;

type AccessCodeCardProps = {
  code: HandedCode;
  /** Who invites, as the slip names them. */
  from: string;
  /** What else there is to this invitation. */
  children?: ReactNode;
};

export function AccessCodeCard({ code, from, children }: AccessCodeCardProps) {
  const [showsQr, setShowsQr] = useState(false);
  const { print, slot } = usePrint();
  const { address, completeLink } = code;
  return (
    <div className={styles['card']}>
      <p className={styles['address']}>{address}</p>{' '}
      <CodeBlock code={code.code} />{' '}
      <div className={styles['ways']}>
        <Button size="small" icon={<Copy aria-hidden="true" />} onClick={() => void copy(code.code, words.codeCopied)}>
          {words.copyCode}
        </Button>
        {completeLink !== null && (
          <>
            <Button size="small" icon={<LinkSign aria-hidden="true" />} onClick={() => void copy(completeLink, words.linkCopied)}>
              {words.copyLink}
            </Button>
            <Button size="small" icon={<QrSign aria-hidden="true" />} aria-expanded={showsQr} onClick={() => setShowsQr(!showsQr)}>
              {showsQr ? words.hideQr : words.showQr}
            </Button>
          </>
        )}
        <Button size="small" icon={<Printer aria-hidden="true" />} onClick={() => print(<AccessCodeSlip code={code} from={from} printedAt={Date.now()} />)}>
          {words.printSlip}
        </Button>
      </div>
      {showsQr && completeLink !== null && (
        <div className={styles['qr']}>
          <QrCode value={completeLink} label={words.qr(address)} />
          <p>{words.qrHint}</p>
        </div>
      )}
      {children}
      {slot}
    </div>
  );
}

async function copy(value: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(value);
    announce(done);
  } catch {
    announce(words.copyFailed, { tone: 'danger' });
  }
}
