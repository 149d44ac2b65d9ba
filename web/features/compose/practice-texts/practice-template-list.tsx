// The practice's templates: administrators change them, everybody reads them.
'use client';

import { Eye, FilePlus2, Pencil } from 'lucide-react';
import { useState } from 'react';
import { byName } from '../../../session/by-name.ts';
import type { Template } from '../../../session/vault-api/texts.ts';
import { text as own } from '../../../text/own-texts.ts';
import { text } from '../../../text/practice-texts.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FormActions } from '../../../ui/form.tsx';
import { plainText } from '../body-document.ts';
import { PracticeTemplateForm } from './practice-template-form.tsx';
import { WrittenWords } from './written-words.tsx';
import styles from '../own-texts/own-texts.module.css';

const words = text.practiceTexts.templates;
const fieldWords = own.ownTexts.templates;

type PracticeTemplateListProps = { templates: readonly Template[]; mayWrite: boolean };

export function PracticeTemplateList({ templates, mayWrite }: PracticeTemplateListProps) {
  const [chosen, setChosen] = useState<Template | 'new' | null>(null);
  const close = () => setChosen(null);
  return (
    <>
      {templates.length === 0 ? (
        <p className={styles['quiet']}>{words.none}</p>
      ) : (
        <ul className={styles['list']} aria-label={words.list}>
          {templates
            .toSorted(byName)
            .map((template) => (
              <li key={template.id} className={styles['row']}>
                <div className={styles['words']}>
                  <p className={styles['name']}>{template.name}</p>
                  {template.secureSubject !== '' && <p className={styles['quiet']}>{template.secureSubject}</p>}
                </div>
                <Button
                  size="small"
                  variant="quiet"
                  icon={mayWrite ? <Pencil aria-hidden="true" /> : <Eye aria-hidden="true" />}
                  aria-label={mayWrite ? words.editNamed(template.name) : words.showNamed(template.name)}
                  onClick={() => setChosen(template)}
                >
                  {mayWrite ? words.edit : words.show}
                </Button>
              </li>
            ))}
        </ul>
      )}
      {mayWrite && (
        <FormActions>
          <Button icon={<FilePlus2 aria-hidden="true" />} onClick={() => setChosen('new')}>
            {words.add}
          </Button>
        </FormActions>
      )}
      {chosen !== null && mayWrite && <PracticeTemplateForm template={chosen === 'new' ? null : chosen} onClose={close} />}
      {chosen !== null && chosen !== 'new' && !mayWrite && <ReadTemplate template={chosen} onClose={close} />}
    </>
  );
}

function ReadTemplate({ template, onClose }: { template: Template; onClose: () => void }) {
  const { name, noticeSubject, noticeText, secureSubject, body } = template;
  return (
    <Dialog title={name} isOpen onOpenChange={(open) => !open && onClose()}>
      <WrittenWords
        otherwise={words.empty}
        parts={[
          { term: fieldWords.noticeSubject, value: noticeSubject },
          { term: fieldWords.noticeText, value: noticeText },
          { term: fieldWords.secureSubject, value: secureSubject },
          { term: fieldWords.body, value: plainText(body) },
        ]}
      />
    </Dialog>
  );
}
