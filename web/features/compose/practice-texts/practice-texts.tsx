// The texts of the practice in the settings: what there is, why there is nothing, and for administrators how to change it.
'use client';

import { useState, type ReactNode } from 'react';
import type { PracticeTexts as Texts } from '../../../session/vault-api/practice-texts.ts';
import type { OwnTexts } from '../../../session/vault-api/texts.ts';
import { text } from '../../../text/practice-texts.ts';
import { AlertDialog } from '../../../ui/alert-dialog.tsx';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { FormActions } from '../../../ui/form.tsx';
import { ButtonLink } from '../../../ui/link.tsx';
import { paths } from '../../../ui/paths.ts';
import { Spinner } from '../../../ui/spinner.tsx';
import { announce } from '../../../ui/toasts.ts';
import { useAction } from '../../../ui/use-action.ts';
import { PracticeSignature } from './practice-signature.tsx';
import { PracticeTemplateList } from './practice-template-list.tsx';
import { usePracticeTextsChanges, usePracticeTextsView } from './use-practice-texts.ts';
import styles from './practice-texts.module.css';

const words = text.practiceTexts;

export function PracticeTexts() {
  const view = usePracticeTextsView();
  if (view.status === 'loading') return <Spinner label={words.loading} />;
  if (view.status === 'failed') return <FailureNote failure={{ code: 'unavailable', details: {} }} actions={<Button onClick={view.retry}>{words.again}</Button>} />;
  const { texts } = view;
  const mayWrite = texts.write === 'yes';
  return (
    <div className={styles['texts']}>
      {(texts.write === 'unsigned' || texts.write === 'awaited') && (
        <Callout tone="info">
          <p>{words[texts.write]}</p>
        </Callout>
      )}
      <Withdrawn texts={texts} mayWrite={mayWrite} />
      <Content texts={texts} mayWrite={mayWrite} />
    </div>
  );
}

/** For everybody in the practice, whether they have the texts from before or not. */
function Withdrawn({ texts, mayWrite }: { texts: Texts; mayWrite: boolean }) {
  if (texts.status === 'withdrawn') {
    return (
      <Callout tone="info" title={words.withdrawn.title}>
        <p>{words.withdrawn.unseen(texts.writer)}</p>
        <p>{mayWrite ? words.withdrawn.anew : words.withdrawn.come}</p>
      </Callout>
    );
  }
  if (texts.status !== 'ready' || !texts.withdrawn) return null;
  return (
    <Callout tone="info" title={words.withdrawn.title}>
      <p>{words.withdrawn.text(texts.writer)}</p>
      <p>{mayWrite ? words.withdrawn.edit : words.withdrawn.wait}</p>
    </Callout>
  );
}

function Content({ texts, mayWrite }: { texts: Texts; mayWrite: boolean }) {
  if (texts.status === 'ready' && !texts.checked) return <Unchecked texts={texts} mayWrite={mayWrite} />;
  if (texts.status === 'ready') return <Open texts={texts} lead={texts.withdrawn ? null : words.signed(texts.writer, texts.writtenAt)} mayWrite={mayWrite} />;
  if (texts.status === 'none' && mayWrite) return <Open texts={{ signature: null, templates: [] }} lead={words.noneYet} mayWrite />;
  // Said above, in full.
  if (texts.status === 'withdrawn') return mayWrite ? <BeginAnew /> : null;
  return <Closed texts={texts} mayWrite={mayWrite} />;
}

/** Who cannot tell who sealed them cannot tell who reads them either, and changes nothing in them. */
function Unchecked({ texts, mayWrite }: { texts: OwnTexts; mayWrite: boolean }) {
  return (
    <>
      <Open texts={texts} lead={words.unchecked} mayWrite={false} />
      {mayWrite && (
        <div className={styles['group']}>
          <p>{words.uncheckedWrite}</p>
          <BeginAnew>
            <ButtonLink href={paths.trust}>{words.compare}</ButtonLink>
          </BeginAnew>
        </div>
      )}
    </>
  );
}

function Open({ texts: { signature, templates }, lead, mayWrite }: { texts: OwnTexts; lead: string | null; mayWrite: boolean }) {
  return (
    <>
      {lead !== null && <p className={styles['quiet']}>{lead}</p>}
      <div className={styles['group']}>
        <h3 className={styles['title']}>{words.signature.title}</h3>
        <PracticeSignature signature={signature} mayWrite={mayWrite} />
      </div>
      <div className={styles['group']}>
        <h3 className={styles['title']}>{words.templates.title}</h3>
        <PracticeTemplateList templates={templates} mayWrite={mayWrite} />
      </div>
    </>
  );
}

type ClosedTexts = Exclude<Texts, { status: 'ready' | 'withdrawn' }>;

function Closed({ texts, mayWrite }: { texts: ClosedTexts; mayWrite: boolean }) {
  return (
    <div className={styles['group']}>
      <p>{whyClosed(texts)}</p>
      {texts.status === 'unproved' && <FormActions><ButtonLink href={paths.trust}>{words.compare}</ButtonLink></FormActions>}
      {mayWrite && texts.status !== 'none' && <BeginAnew />}
    </div>
  );
}

function whyClosed(texts: ClosedTexts): string {
  if (texts.status === 'unproved') return words.unproved(texts.administrator.name || texts.administrator.address);
  // Nobody is told to ask an administrator who is one.
  return texts.status === 'none' && texts.write !== 'no' ? words.noneUnsigned : words[texts.status];
}

function BeginAnew({ children }: { children?: ReactNode }) {
  const [asking, setAsking] = useState(false);
  const { beginPracticeTexts } = usePracticeTextsChanges();
  const beginning = useAction(beginPracticeTexts);
  const confirm = async () => {
    if (!(await beginning.run())) return false;
    announce(words.anew.done);
    return true;
  };
  return (
    <FormActions>
      {children}
      <Button onClick={() => setAsking(true)}>{words.anew.action}</Button>
      <AlertDialog title={words.anew.title} isOpen={asking} onOpenChange={setAsking} confirmLabel={words.anew.confirm} tone="danger" onConfirm={confirm}>
        <p>{words.anew.text}</p>
        <FailureNote failure={beginning.failure} />
      </AlertDialog>
    </FormActions>
  );
}
