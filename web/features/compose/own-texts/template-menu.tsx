// The menu "Templates" while one writes: filling one in, and keeping what is written as a new one.
'use client';

import { FilePlus2, FileText, Settings2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { byName } from '../../../session/by-name.ts';
import type { Draft } from '../../../session/vault-api/drafts.ts';
import type { Template } from '../../../session/vault-api/texts.ts';
import { text } from '../../../text/index.ts';
import { text as ofPractice } from '../../../text/practice-texts.ts';
import { MenuButton } from '../../../ui/menu.tsx';
import { paths } from '../../../ui/paths.ts';
import type { TextsAtHand } from '../practice-texts/texts-at-hand.ts';
import { withoutSignature } from './signature-place.ts';

const SaveAsTemplate = lazy(() => import('./save-as-template.tsx').then((code) => ({ default: code.SaveAsTemplate })));

const words = text.compose.templates;

type TemplateMenuProps = { texts: TextsAtHand; latest: () => Draft; onUse: (template: Template) => void };

export function TemplateMenu({ texts, latest, onUse }: TemplateMenuProps) {
  const [saving, setSaving] = useState<Omit<Template, 'id' | 'name'> | null>(null);
  const entriesOf = (templates: readonly Template[]) =>
    templates.toSorted(byName).map((template) => ({ id: template.id, label: template.name, onAction: () => onUse(template) }));
  const keep = () => {
    const { noticeSubject, noticeText, secureSubject, body } = latest();
    setSaving({ noticeSubject, noticeText, secureSubject, body: withoutSignature(body, texts.signature) });
  };
  return (
    <>
      <MenuButton
        label={words.label}
        icon={<FileText aria-hidden="true" />}
        iconOnly
        groups={[
          entriesOf(texts.templates),
          { label: ofPractice.practiceTexts.menu, entries: entriesOf(texts.ofPractice) },
          [
            { id: 'save', label: words.saveAs, icon: <FilePlus2 aria-hidden="true" />, onAction: keep },
            { id: 'manage', label: words.manage, icon: <Settings2 aria-hidden="true" />, href: paths.settings },
          ],
        ]}
      />
      <Suspense>{saving !== null && <SaveAsTemplate content={saving} onClose={() => setSaving(null)} />}</Suspense>
    </>
  );
}
