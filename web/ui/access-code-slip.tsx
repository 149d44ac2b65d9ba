// The printed slip for one invited person: how to open what waits, and the code. Nothing of the message stands on it.
import { formatDay } from '../text/format.ts';
import { text } from '../text/index.ts';
import { Brand } from './brand.tsx';
import styles from './access-code-slip.module.css';
import { QrCode } from './qr-code.tsx';

const words = text.handingOver.slip;

/** `coworker`: it makes an account in the practice, and no message waits. */
export type HandedCode = { address: string; code: string; completeLink: string | null; coworker?: boolean };

export function AccessCodeSlip({ code: { address, code, completeLink, coworker = false }, from, printedAt }: { code: HandedCode; from: string; printedAt: number }) {
  return (
    <article className={styles['slip']}>
      <Brand />
      <h1>{words.title}</h1>
      <p className={styles['who']}>
        <span>{words.for(address)}</span>
        <span>{words.from(from)}</span>
      </p>
      <p>{coworker ? words.introCoworker : words.intro}</p>
      <div className={styles['code']}>
        <p>{words.code}</p>
        <p className={styles['symbols']}>{code}</p>
      </div>
      <ol>
        {words.steps(address).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {completeLink !== null && (
        <div className={styles['qr']}>
          <QrCode value={completeLink} label={text.handingOver.qr(address)} />
          <p>{words.qr}</p>
        </div>
      )}
      <p className={styles['small']}>
        {coworker ? words.keepCoworker : words.keep} {words.printed(formatDay(printedAt))}.
      </p>
    </article>
  );
}
