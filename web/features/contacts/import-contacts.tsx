// The dialog "Import contacts": a file, what would happen or what is wrong with it, and only then the import.
'use client';

import { text } from '../../text/contact-files.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { ImportProblems } from './import-problems.tsx';
import { useContactChanges } from './use-contacts.ts';
import { type Planned, useImport } from './use-import.ts';
import styles from './contacts.module.css';

const words = text.contactFiles.importing;
const KINDS = '.csv,.vcf,.vcard,.txt,.tsv,text/csv,text/vcard,text/x-vcard,text/plain';

export function ImportContacts({ onClose }: { onClose: () => void }) {
  const { state, read, leaveOut } = useImport();
  const choose = (label: string, variant: 'primary' | 'secondary') => <FileButton label={label} variant={variant} accept={KINDS} onFile={(file) => void read(file)} />;
  return (
    <Dialog title={words.title} isOpen onOpenChange={(open) => !open && onClose()}>
      <p>{words.intro}</p>
      {state.status === 'choosing' && <FormActions>{choose(words.choose, 'primary')}</FormActions>}
      {state.status === 'reading' && <Spinner label={words.reading} />}
      {state.status === 'failed' && (
        <>
          <FailureNote failure={state.failure} />
          <FormActions>{choose(words.chooseAgain, 'primary')}</FormActions>
        </>
      )}
      {state.status === 'refused' && (
        <>
          <ImportProblems problems={state.problems} whole={state.plan === null} />
          <FormActions>
            {choose(words.chooseAgain, 'primary')}
            <LeaveOut plan={state.plan} onLeaveOut={leaveOut} />
          </FormActions>
        </>
      )}
      {state.status === 'ready' && <Plan plan={state.plan} onClose={onClose} />}
    </Dialog>
  );
}

function LeaveOut({ plan, onLeaveOut }: { plan: Planned | null; onLeaveOut: (plan: Planned) => void }) {
  if (plan === null) return null;
  return <Button onClick={() => onLeaveOut(plan)}>{words.others(plan.cards.length)}</Button>;
}

function Plan({ plan, onClose }: { plan: Planned; onClose: () => void }) {
  const { importAll } = useContactChanges();
  const importing = useAction(() => importAll(plan.cards));
  const { added, changed, unchanged, withoutAddress } = plan;
  const go = async () => {
    if (!(await importing.run())) return;
    announce(words.done(added + changed));
    onClose();
  };
  return (
    <>
      <Callout tone="info" role="status" title={words.planTitle(plan.fileName)}>
        <div className={styles['plan']}>
          {added > 0 && <p>{words.added(added)}</p>}
          {changed > 0 && <p>{words.changed(changed)}</p>}
          {unchanged > 0 && <p>{words.unchanged(unchanged)}</p>}
          {withoutAddress > 0 && <p>{words.withoutAddress(withoutAddress)}</p>}
          {added + changed === 0 && <p>{words.nothing}</p>}
        </div>
      </Callout>
      <FailureNote failure={importing.failure} />
      <FormActions>
        {added + changed > 0 && (
          <Button variant="primary" busy={importing.busy} onClick={() => void go()}>
            {words.go(added + changed)}
          </Button>
        )}
        <Button onClick={onClose}>{added + changed > 0 ? words.cancel : words.close}</Button>
      </FormActions>
    </>
  );
}
