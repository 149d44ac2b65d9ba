// The card of the practice, written by an administrator, with how recipients will see it beside it.
'use client';

import { useEffect, useState } from 'react';
import { useProfileLogo } from '../../../session/use-profile-logo.ts';
import { useVault } from '../../../session/session-provider.tsx';
import type { NewLogo, PracticeProfile } from '../../../session/vault-api/practice-profile.ts';
import { practiceCard as words } from '../../../text/practice-card.ts';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Form, FormActions } from '../../../ui/form.tsx';
import { PracticeCard } from '../../../ui/practice-card.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { announce } from '../../../ui/toasts.ts';
import { failureOf, useAction } from '../../../ui/use-action.ts';
import { errorsOf, fieldsOf, isSame, previewOf, typedOf, TYPED_MAX, untouchedLogo, type FieldErrors, type LogoSince, type Typed } from './card-fields.ts';
import { LogoField } from './logo-field.tsx';
import { useProfileAgain } from './use-profile.ts';
import styles from './card.module.css';

type CardFormProps = {
  /** As it was when this form was opened. */
  base: PracticeProfile;
  /** As it is now: somebody else may have changed it meanwhile. */
  now: PracticeProfile;
  practiceName: string;
  onSettled: (settled: PracticeProfile) => void;
};

export function CardForm({ base, now, practiceName, onSettled }: CardFormProps) {
  const vault = useVault();
  const again = useProfileAgain();
  const before = typedOf(base, practiceName);
  const [typed, setTyped] = useState<Typed>(before);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [chosenLogo, setChosenLogo] = useState<NewLogo | 'untouched'>('untouched');
  const left = untouchedLogo({ base, now });
  const logo = chosenLogo === 'untouched' ? left.logo : chosenLogo;
  const shownLogo = useProfileLogo({ account: null, logo: logo instanceof Uint8Array ? logo : (logo?.kept ?? null) });
  const untouched = isSame(typed, before) && chosenLogo === 'untouched';
  const overtaken = now.edition !== base.edition;
  useEffect(() => {
    if (overtaken && untouched) onSettled(now);
  }, [overtaken, untouched, now, onSettled]);
  const saving = useAction(async () => {
    setErrors({});
    try {
      await vault.savePracticeProfile({ after: now.edition, fields: fieldsOf(typed), logo });
    } catch (error) {
      const { code, details } = failureOf(error);
      if (code === 'profile_changed') void again().catch(() => undefined);
      if (code !== 'profile_invalid') throw error;
      setErrors(errorsOf((details['fields'] as unknown[] | undefined) ?? []));
      return;
    }
    const saved = await again();
    announce(words.saved);
    if (saved !== undefined) onSettled(saved);
  });
  const change = (patch: Partial<Typed>) => {
    setTyped((written) => ({ ...written, ...patch }));
    // What is being put right is not said to be wrong.
    setErrors((said) => Object.fromEntries(Object.entries(said).filter(([field]) => !Object.hasOwn(patch, field))));
  };
  return (
    <div className={styles['halves']}>
      <Form onSubmit={() => saving.run()} label={words.title}>
        <TextField label={words.name} value={typed.name} error={errors.name} maxLength={TYPED_MAX.name} onChange={(event) => change({ name: event.target.value })} />
        <TextArea label={words.address} description={words.addressHint} value={typed.address} error={errors.address} onChange={(event) => change({ address: event.target.value })} />
        <TextField label={words.phone} description={words.phoneHint} type="tel" inputMode="tel" maxLength={TYPED_MAX.phone} value={typed.phone} error={errors.phone} onChange={(event) => change({ phone: event.target.value })} />
        <TextField label={words.website} description={words.websiteHint} inputMode="url" autoCapitalize="none" spellCheck={false} maxLength={TYPED_MAX.website} value={typed.website} error={errors.website} onChange={(event) => change({ website: event.target.value })} />
        <LogoField given={logo !== null} onLogo={(chosen) => setChosenLogo(chosen === null && left.logo === null ? 'untouched' : chosen)} />
        {overtaken && !untouched ? (
          <Overtaken now={now} logo={chosenLogo === 'untouched' ? left.since : 'same'} onTake={() => onSettled(now)} />
        ) : (
          <FailureNote failure={saving.failure} words={words.failures} />
        )}
        <FormActions>
          <Button variant="primary" type="submit" busy={saving.busy}>
            {overtaken && !untouched ? words.saveMine : words.save}
          </Button>
        </FormActions>
      </Form>
      <figure className={styles['preview']}>
        <figcaption>{words.preview}</figcaption>
        <PracticeCard profile={previewOf(typed)} logo={shownLogo} />
      </figure>
    </div>
  );
}

/** `logo`: what is said of it, where it was not touched here. */
function Overtaken({ now, logo: since, onTake }: { now: PracticeProfile; logo: LogoSince; onTake: () => void }) {
  const logo = useProfileLogo({ account: null, logo: now.status === 'vouched' ? (now.profile?.logo ?? null) : null });
  const { title, text } = words.failures.profile_changed;
  return (
    <Callout tone="danger" role="alert" title={title} actions={<Button onClick={onTake}>{words.takeTheirs}</Button>}>
      <p>{text}</p>
      {since !== 'same' && <p>{words.logoSince[since]}</p>}
      {now.status === 'vouched' && now.profile !== null && (
        <section className={styles['theirs']} aria-label={words.theirs}>
          <PracticeCard profile={now.profile} logo={logo} />
        </section>
      )}
    </Callout>
  );
}
