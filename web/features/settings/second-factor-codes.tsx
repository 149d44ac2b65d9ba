// The recovery codes, shown this once: copy or print them.
'use client';
import { Copy, Printer } from 'lucide-react';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { usePrint } from '../../ui/print-only.tsx';
import { announce } from '../../ui/toasts.ts';
import styles from './second-factor.module.css';

const words = text.secondFactor;

export function SecondFactorCodes({ codes, address, onStored }: { codes: readonly string[]; address: string; onStored: () => void }) {
  const { print, slot } = usePrint();
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'));
    announce(words.copied, { duration: 12_000 });
  };
  return (
    <div className={styles['codes']}>
      <Heading level={3} focusOnMount>
        {words.codesTitle}
      </Heading>
      <p>{words.codesLead}</p>
      <CodeList codes={codes} />
      <FormActions>
        <Button variant="primary" onClick={onStored}>
          {words.stored}
        </Button>
        <Button icon={<Printer aria-hidden="true" />} onClick={() => print(<PrintedCodes codes={codes} address={address} at={Date.now()} />)}>
          {words.print}
        </Button>
        <Button icon={<Copy aria-hidden="true" />} onClick={() => void copy()}>
          {words.copy}
        </Button>
      </FormActions>
      {slot}
    </div>
  );
}

function CodeList({ codes }: { codes: readonly string[] }) {
  return (
    <ul className={styles['list']} aria-label={words.codesList}>
      {codes.map((code) => (
        <li key={code} data-recovery-code="">
          {code}
        </li>
      ))}
    </ul>
  );
}

function PrintedCodes({ codes, address, at }: { codes: readonly string[]; address: string; at: number }) {
  return (
    <div className={styles['codes']}>
      <Heading>{words.printTitle(address)}</Heading>
      <p>{words.printed(at)}</p>
      <CodeList codes={codes} />
    </div>
  );
}
