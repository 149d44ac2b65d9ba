// The step in which a new recovery kit is shown, once: print it, copy it, and say that it is stored.
'use client';
import { Copy, Printer } from 'lucide-react';
import { text } from '../../text/entering.ts';
import { Button } from '../button.tsx';
import { Heading } from '../heading.tsx';
import { announce } from '../toasts.ts';
import { useLeaveQuestion } from '../use-leave-question.ts';
import { useLoaded } from '../use-loaded.ts';
import { KitSheet } from './kit-sheet.tsx';
import styles from './recovery-kit-step.module.css';

export type RecoveryKitStepProps = {
  kit: { words: readonly string[]; address: string; date: number };
  /** True where it replaces an earlier kit. */
  renewed?: boolean;
  /** True where a new password was set in the same step, which nothing else on the page would say. */
  passwordSet?: boolean;
  loadFingerprint: () => Promise<readonly string[]>;
  onStored: () => void;
};

/** The words are shown only once. */
const always = () => true;

export function RecoveryKitStep({ kit, renewed = false, passwordSet = false, loadFingerprint, onStored }: RecoveryKitStepProps) {
  // The kit is whole without the fingerprint: the words alone open the mailbox.
  const fingerprint = useLoaded('fingerprint', loadFingerprint);
  useLeaveQuestion(always);
  const copy = async () => {
    await navigator.clipboard.writeText(kit.words.join(' '));
    announce(text.kit.copied, { duration: 12_000 });
  };
  return (
    <div className={styles['step']} data-wide-step="">
      <div className={styles['words']}>
        <Heading focusOnMount>{renewed ? text.kit.newTitle : text.kit.title}</Heading>
        {passwordSet && <p>{text.kit.passwordSet}</p>}
        <p>{text.kit.lead}</p>
        {renewed && <p>{text.kit.replaced}</p>}
        <p>
          <strong>{text.kit.store}</strong>
        </p>
      </div>
      <KitSheet {...kit} fingerprint={fingerprint.status === 'ready' ? fingerprint.data : null} host={location.host} />
      <div className={styles['actions']}>
        <Button variant="primary" onClick={onStored}>
          {text.kit.stored}
        </Button>
        <Button icon={<Printer aria-hidden="true" />} onClick={() => window.print()}>
          {text.kit.print}
        </Button>
        <Button icon={<Copy aria-hidden="true" />} onClick={() => void copy()}>
          {text.kit.copy}
        </Button>
      </div>
    </div>
  );
}
