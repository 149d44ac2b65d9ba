// The key goes into the app, by its camera or by hand; a code of the app shows that it has arrived.
'use client';
import { useEffect, useRef, useState } from 'react';
import { secondFactor } from '../../session/second-factor.ts';
import type { SecondFactorSetUp } from '../../session/vault-api/second-factor.ts';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import styles from './second-factor.module.css';

const words = text.secondFactor;
const GROUP = /.{1,4}/g;

type SecondFactorAppProps = { session: SessionInfo; begun: SecondFactorSetUp; onCancel: () => void; onDone: (codes: readonly string[]) => void };

export function SecondFactorApp({ session, begun, onCancel, onDone }: SecondFactorAppProps) {
  const [code, setCode] = useState('');
  const [empty, setEmpty] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const finish = useAction(async () => onDone(await secondFactor.finish({ setUp: begun.setUp, code: code.trim() })));
  useEffect(() => field.current?.focus(), []);
  const submit = async () => {
    setEmpty(code.trim() === '');
    if (code.trim() !== '') await finish.run();
  };
  const link = appLink({ address: session.address, secret: begun.secret });
  return (
    <Form label={words.title} onSubmit={submit}>
      <p>{words.scan}</p>
      <div className={styles['app']}>
        <QrCode value={link} label={words.qr} />
        <div className={styles['byHand']}>
          <p>
            <a className={styles['link']} href={link}>
              {words.openApp}
            </a>
          </p>
          <p>{words.byHand}</p>
          <p className={styles['secret']} role="group" aria-label={words.secret}>
            {(begun.secret.match(GROUP) ?? []).join(' ')}
          </p>
        </div>
      </div>
      <TextField
        ref={field}
        label={words.code}
        description={words.appCodeHint}
        mono
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={10}
        value={code}
        error={empty ? words.codeError : null}
        aria-invalid={finish.failure?.code === 'wrong_second_factor' || undefined}
        onChange={(event) => {
          setEmpty(false);
          setCode(event.target.value);
        }}
      />
      <FailureNote failure={finish.failure} words={{ conflict: words.conflict }} />
      <FormActions>
        <Button type="submit" variant="primary" busy={finish.busy}>
          {words.turnOn}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {words.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}

/** As authenticator apps read it: the key URI format, with the parameters that all of them take for granted. */
function appLink({ address, secret }: { address: string; secret: string }): string {
  return `otpauth://totp/${encodeURIComponent(`Sealpost:${address}`)}?secret=${secret}&issuer=Sealpost&algorithm=SHA1&digits=6&period=30`;
}
