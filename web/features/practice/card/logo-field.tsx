// The logo of a card: a picture is chosen and drawn anew, or why it cannot be used is said.
'use client';

import { CircleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import type { NewLogo } from '../../../session/vault-api/practice-profile.ts';
import { practiceCard as words } from '../../../text/practice-card.ts';
import { Button } from '../../../ui/button.tsx';
import fieldStyles from '../../../ui/field.module.css';
import { FileButton } from '../../../ui/file-button.tsx';
import type { LogoProblem } from '../../../viewers/logo/make-logo.ts';
import styles from './card.module.css';

/** `given`: there is one, chosen or kept. */
export function LogoField({ given, onLogo }: { given: boolean; onLogo: (logo: NewLogo) => void }) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<LogoProblem | null>(null);
  const choose = async (file: File) => {
    setBusy(true);
    setProblem(null);
    try {
      const { makeLogo } = await import('../../../viewers/logo/make-logo.ts');
      const made = await makeLogo(file);
      if ('problem' in made) setProblem(made.problem);
      else onLogo(made.bytes);
    } catch {
      setProblem('unreadable');
    } finally {
      setBusy(false);
    }
  };
  const remove = () => {
    setProblem(null);
    onLogo(null);
  };
  return (
    <div className={fieldStyles['field']} role="group" aria-labelledby={id}>
      <p className={fieldStyles['label']} id={id}>
        {words.logo}
      </p>
      <p className={fieldStyles['description']}>{words.logoHint}</p>
      <div className={styles['logo-row']}>
        <FileButton label={words.chooseLogo} size="small" accept="image/png,image/jpeg,image/webp,image/gif" busy={busy} onFile={(file) => void choose(file)} />
        {given && (
          <Button size="small" variant="quiet" onClick={remove}>
            {words.removeLogo}
          </Button>
        )}
      </div>
      {problem !== null && (
        <p className={fieldStyles['error']} role="alert">
          <CircleAlert aria-hidden="true" />
          <span>{words.logoProblems[problem]}</span>
        </p>
      )}
    </div>
  );
}
