// Sending: checks, waits for the uploads where needed, sends, and says what stands in the way. A message is sent once
// however often it is tried, since its id is the draft's.
'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { folderKeys, queryKeys } from '../../session/query-keys.ts';
import { useSession, useVault } from '../../session/session-provider.tsx';
import type { Draft } from '../../session/vault-api/drafts.ts';
import type { Sent } from '../../session/vault-api/sending.ts';
import type { Signature } from '../../session/vault-api/texts.ts';
import { encodeError } from '../../session/vault-error.ts';
import { text } from '../../text/index.ts';
import { useCompose } from '../../ui/navigation.ts';
import { announce, say } from '../../ui/toasts.ts';
import type { Finding } from './notice-check/finding.ts';
import { defaultNotice } from './default-notice.ts';
import { sameAddress } from './parse-addresses.ts';
import { contentProblems, problem, type Problem, problemOf, recipientProblems } from './problems.ts';
import type { UploadSummary } from './upload-summary.ts';
import type { DraftEditing } from './use-draft.ts';
import type { ChosenRecipient } from './use-recipients.ts';
import { writtenIn } from './written-in.ts';

export type SendState =
  | { status: 'writing' }
  | { status: 'checking' } // the e-mail part
  | { status: 'found'; findings: Finding[] } // something in it may be about a patient: sent anyway?
  | { status: 'waiting' } // for uploads
  | { status: 'sending' }
  | { status: 'stopped'; problems: Problem[] };

export type Sending = {
  state: SendState;
  send: () => void;
  /** With what the check has found. */
  sendAnyway: () => void;
  stopWaiting: () => void;
};

type SendParts = {
  editing: DraftEditing;
  recipients: readonly ChosenRecipient[];
  signature: Signature | null;
  uploads: UploadSummary;
  /** Why files were not taken in, in words; null: all were. */
  refused: string | null;
  check: (draft: Draft) => Promise<Finding[]>;
  onSent: (sent: Sent, draft: Draft) => void;
};

const tryAgainEvery = 10_000;

export function useSend({ editing, recipients, signature, uploads, refused, check, onSent }: SendParts): Sending {
  const [state, setState] = useState<SendState>({ status: 'writing' });
  const [pressedOn, setPressedOn] = useState({ written: '', files: true, refused: null as string | null });
  const stop = useCallback((problems: Problem[]) => setState({ status: 'stopped', problems }), []);
  const sendNow = useSendNow({ editing, stop, setState, onSent });

  const go = () => {
    const { status, noRoom } = uploads;
    const { send: words } = text.compose;
    if (status === 'complete') void sendNow();
    else if (status === 'running') setState({ status: 'waiting' });
    else stop([problem(`files_${status}`, status === 'paused' ? words.filesPaused : noRoom ? words.filesNoRoom : words.filesStopped)]);
  };
  const checkAndGo = async () => {
    setState({ status: 'checking' });
    const findings = await check(editing.latest());
    if (findings.length > 0) setState({ status: 'found', findings });
    else go();
  };
  const send = () => {
    if (state.status === 'sending' || state.status === 'checking') return;
    const draft = editing.latest();
    const files = !uploads.coming;
    setPressedOn({ written: writtenIn(draft, { files }), files, refused });
    const problems = [...recipientProblems(draft, recipients), ...contentProblems(draft, signature)];
    if (problems.length > 0) stop(problems);
    else void checkAndGo();
  };

  const waiting = state.status === 'waiting';
  // What somebody writes on goes out when they press Send again: half of it, and unchecked, it would go by itself.
  if ((waiting || isPassing(state)) && writtenIn(editing.draft, pressedOn) !== pressedOn.written) stop([problem('changed_since', text.compose.problems.changedSince)]);
  // Nor does it go without a file that was still coming in then.
  else if (waiting && refused !== null && refused !== pressedOn.refused) stop([problem('file_refused', text.compose.problems.fileRefused)]);
  // Uploads that go on again are no reason any more.
  else if (isOver(state, uploads)) setState({ status: 'writing' });
  useEffect(() => {
    // The last upload is done, or one of them has stopped: both end the waiting. Uploads are outside of React.
    if (!waiting || uploads.status === 'running') return;
    // oxlint-disable-next-line react/set-state-in-effect
    if (pressedOn.files) go();
    // The names of files that were not listed then may stand in the e-mail part.
    else void checkAndGo();
  });
  useTryAgain(state, () => void sendNow());
  useSayUnsent(waiting || isPassing(state), editing);
  return { state, send, sendAnyway: go, stopWaiting: () => setState({ status: 'writing' }) };
}

type SendNowParts = Pick<SendParts, 'editing' | 'onSent'> & { stop: (problems: Problem[]) => void; setState: (state: SendState) => void };

function useSendNow({ editing, stop, setState, onSent }: SendNowParts): () => Promise<void> {
  const vault = useVault();
  const { session } = useSession();
  const queryClient = useQueryClient();
  return async () => {
    setState({ status: 'sending' });
    say(text.compose.send.sending);
    await editing.saver.hold();
    const written = editing.latest();
    // An e-mail without a subject looks like spam.
    const draft = { ...written, noticeSubject: written.noticeSubject.trim() || (session === undefined ? '' : defaultNotice(session).subject) };
    try {
      onSent(await vault.send(draft), draft);
      const arrived = draft.recipients.some((address) => sameAddress(address, session?.address ?? '')) ? folderKeys('inbox') : [];
      for (const queryKey of [...folderKeys('sent'), queryKeys.allThreads, queryKeys.drafts, queryKeys.contacts, queryKeys.invitations, queryKeys.allRecipients, ...arrived]) {
        void queryClient.invalidateQueries({ queryKey });
      }
    } catch (error) {
      const found = problemOf(encodeError(error));
      editing.saver.release();
      if (found.code === 'draft_changed') editing.look();
      if (found.code === 'recipient_changed') void queryClient.invalidateQueries({ queryKey: queryKeys.allRecipients });
      stop([found]);
    }
  };
}

/** Whoever closes the panel while it waits to go out by itself hears that it does not any more. */
function useSayUnsent(goes: boolean, { saver, latest }: Pick<DraftEditing, 'saver' | 'latest'>): void {
  const compose = useCompose();
  const closed = useEffectEvent(() => {
    // Held: it was discarded.
    if (!goes || saver.isHeld()) return;
    const { id } = latest();
    announce(text.compose.send.closed, { duration: 12_000, action: { label: text.compose.draft.open, onAction: () => compose.open({ kind: 'draft', id }) } });
  });
  useEffect(() => () => closed(), []);
}

/** Of uploads, which the person has set right since. */
function isOver(state: SendState, { status }: UploadSummary): boolean {
  return state.status === 'stopped' && state.problems.some(({ code }) => code.startsWith('files_') && code !== `files_${status}`);
}

function isPassing(state: SendState): boolean {
  return state.status === 'stopped' && state.problems.every((found) => found.passes);
}

/** Without a connection it is tried again by itself, at once when the connection is back. */
function useTryAgain(state: SendState, again: () => void): void {
  const passing = isPassing(state);
  // Not at each render anew: the draft's own tries to be saved render more often than this would be due.
  const tryAgain = useEffectEvent(again);
  useEffect(() => {
    if (!passing) return;
    const now = () => tryAgain();
    const timer = setInterval(() => navigator.onLine && now(), tryAgainEvery);
    window.addEventListener('online', now);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', now);
    };
  }, [passing]);
}
