// One's templates: a list, and a form for each.
'use client';

import { FilePlus2, Pencil } from 'lucide-react';
import { useState } from 'react';
import { byName } from '../../../session/by-name.ts';
import type { Template } from '../../../session/vault-api/texts.ts';
import { text } from '../../../text/own-texts.ts';
import { Button } from '../../../ui/button.tsx';
import { FormActions } from '../../../ui/form.tsx';
import { TemplateForm } from './template-form.tsx';
import { TextsState } from './texts-state.tsx';
import { useOwnTextsView } from './use-own-texts.ts';
import styles from './own-texts.module.css';

const words = text.ownTexts.templates;

export function TemplateList() {
  const view = useOwnTextsView();
  const [editing, setEditing] = useState<Template | 'new' | null>(null);
  if (view.status !== 'ready') return <TextsState view={view} />;
  return (
    <>
      {view.templates.length === 0 ? (
        <p className={styles['quiet']}>{words.empty}</p>
      ) : (
        <ul className={styles['list']} aria-label={words.list}>
          {view.templates
            .toSorted(byName)
            .map((template) => (
              <li key={template.id} className={styles['row']}>
                <div className={styles['words']}>
                  <p className={styles['name']}>{template.name}</p>
                  {template.secureSubject !== '' && <p className={styles['quiet']}>{template.secureSubject}</p>}
                </div>
                <Button size="small" variant="quiet" icon={<Pencil aria-hidden="true" />} aria-label={words.editNamed(template.name)} onClick={() => setEditing(template)}>
                  {words.edit}
                </Button>
              </li>
            ))}
        </ul>
      )}
      <FormActions>
        <Button icon={<FilePlus2 aria-hidden="true" />} onClick={() => setEditing('new')}>
          {words.add}
        </Button>
      </FormActions>
      {editing !== null && <TemplateForm template={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}
