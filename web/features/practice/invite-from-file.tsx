// Inviting everybody in a CSV file: all of them, or, where one line is wrong, nobody.
'use client';

import { useState } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import { text } from '../../text/coworkers.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { FormActions } from '../../ui/form.tsx';
import { say } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { checkCoworkerFile, type CheckedFile, type Room } from './check-coworker-file.ts';
import type { FileLine, FileProblem } from './coworker-file.ts';
import type { InvitingProps } from './invite-one.tsx';
import { useRosterChanges } from './use-roster.ts';
import styles from './coworkers.module.css';

const words = text.coworkers.invite;

export function InviteFromFile({ onBusy, onInvited, onClose }: InvitingProps) {
  const { session } = useSession();
  const [checked, setChecked] = useState<CheckedFile | null>(null);
  const { invite } = useRosterChanges();
  const checking = useAction(async (file: File) => {
    setChecked(null);
    setChecked(await checkCoworkerFile(file, session?.role));
  });
  const inviting = useAction(async (lines: FileLine[]) => {
    onBusy(true);
    say(words.making(lines.length));
    try {
      onInvited(await invite(lines.map(({ address, role }) => ({ address, role }))));
    } finally {
      onBusy(false);
    }
  });
  const ready = checked?.status === 'ready' ? checked.lines : null;
  return (
    <div className={styles['form']}>
      <p className={styles['quiet']}>{words.fileHint}</p>
      <p className={styles['example']}>{words.example}</p>
      <div>
        <FileButton label={words.file} accept=".csv,.txt,text/csv,text/plain" busy={checking.busy} onFile={(file) => void checking.run(file)} />
      </div>
      {checked !== null && <Found checked={checked} />}
      <FailureNote failure={checking.failure ?? inviting.failure} />
      {inviting.busy && ready !== null && <p role="status">{words.making(ready.length)}</p>}
      <FormActions>
        {ready !== null && (
          <Button variant="primary" busy={inviting.busy} onClick={() => void inviting.run(ready)}>
            {words.confirm(ready.length)}
          </Button>
        )}
        <Button disabled={inviting.busy} onClick={onClose}>
          {words.cancel}
        </Button>
      </FormActions>
    </div>
  );
}

function Found({ checked }: { checked: CheckedFile }) {
  if (checked.status === 'unreadable') return <Callout tone="danger" role="alert" title={words[checked.why]} />;
  if (checked.status === 'too-many') return <Callout tone="danger" role="alert" title={words.tooMany(checked.most)} />;
  if (checked.status === 'wrong') {
    return (
      <>
        {checked.problems.length > 0 && <Wrong problems={checked.problems} />}
        {checked.room !== null && <NoRoom room={checked.room} />}
      </>
    );
  }
  return (
    <div>
      <p role="status" className={styles['name']}>
        {words.ready(checked.lines.length)}
      </p>
      <ul className={styles['preview']} aria-label={words.ready(checked.lines.length)}>
        {checked.lines.map(({ line, address, role }) => (
          <li key={line}>
            <span>{address}</span> <span className={styles['quiet']}>{text.coworkers.roles[role]}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function NoRoom({ room: { asked, left } }: { room: Room }) {
  return (
    <Callout tone="danger" role="alert" title={words.noRoom(asked, left)}>
      <p>{words.noRoomText}</p>
    </Callout>
  );
}

function Wrong({ problems }: { problems: FileProblem[] }) {
  return (
    <Callout tone="danger" role="alert" title={words.wrongFile}>
      <ul className={styles['problems']}>
        {problems.map(({ line, address, problem }) => (
          <li key={`${line} ${problem}`}>
            <strong>{words.line(line)}:</strong> {words.problem(address, problem)}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
