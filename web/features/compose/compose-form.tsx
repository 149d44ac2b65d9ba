// Everything that is filled in for a message: people, the open part, the sealed part. The foot says what sending waits for.
'use client';

import { Trash2, X } from 'lucide-react';
import { useCallback, useEffect, useEffectEvent, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../../session/query-keys.ts';
import { forgetSharedFiles } from '../../session/shared-files.ts';
import type { Draft } from '../../session/vault-api/drafts.ts';
import type { Sent } from '../../session/vault-api/sending.ts';
import { text } from '../../text/index.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { TwoParts } from '../../ui/panel.tsx';
import { ComposeHead } from './compose-frame.tsx';
import { DropZone } from './drop-zone.tsx';
import { NoticePart } from './notice-part.tsx';
import { NoticeQuestion } from './notice-question.tsx';
import { TemplateMenu } from './own-texts/template-menu.tsx';
import { useTemplate } from './own-texts/use-template.ts';
import { useTextsAtHand } from './practice-texts/texts-at-hand.ts';
import { Recipients } from './recipients.tsx';
import { SaveStatus } from './save-status.tsx';
import { SecurePart } from './secure-part.tsx';
import { SendBar } from './send-bar.tsx';
import { FromElsewhere } from './shared-files.tsx';
import { type AttachmentsEditing, useAttachments } from './use-attachments.ts';
import { useDiscard } from './use-discard.ts';
import { useDraft } from './use-draft.ts';
import type { SharedFiles } from './use-draft-source.ts';
import { useMoveToSecure } from './use-move-to-secure.ts';
import { useNoticeCheck } from './use-notice-check.ts';
import { useRecipients } from './use-recipients.ts';
import { useSend } from './use-send.ts';
import { ChangedElsewhere } from './versions/changed-elsewhere.tsx';
import { KeptVersions } from './versions/kept-versions.tsx';
import styles from './compose.module.css';

type ComposeFormProps = {
  initial: Draft;
  shared: SharedFiles | null;
  isReply: boolean;
  onClose: () => void;
  onSaved: (draft: Draft['id']) => void;
  onReplace: (draft: Draft) => void;
  onSent: (sent: Sent) => void;
};

export function ComposeForm({ initial, shared, isReply, onClose, onSaved, onReplace, onSent }: ComposeFormProps) {
  const queryClient = useQueryClient();
  const isThere = useIsThere();
  const saved = useCallback(
    (draft: Draft) => {
      // Saved after it was closed, it has nothing to do with the panel that is open by now.
      if (isThere()) onSaved(draft.id);
      void queryClient.invalidateQueries({ queryKey: queryKeys.drafts });
    },
    [isThere, onSaved, queryClient],
  );
  const editing = useDraft(initial, { onSaved: saved, onReplace });
  const recipients = useRecipients(editing.draft.recipients);
  const attachments = useAttachments(editing);
  const discarding = useDiscard({ editing, attachments, onDone: onClose });
  const texts = useTextsAtHand();
  const check = useNoticeCheck(editing.draft, { recipients, texts });
  const secure = useMoveToSecure({ ...editing, signature: texts.signature });
  const fillIn = useTemplate({ ...editing, body: secure.body, signature: texts.signature });
  const sending = useSend({ editing, recipients, signature: texts.signature, uploads: attachments.summary, refused: attachments.problem, check: check.now, onSent });
  const busy = sending.state.status === 'sending';
  const found = sending.state.status === 'found' ? sending.state.findings : [];
  const { draft, change } = editing;
  useAttachShared(shared, attachments);

  return (
    <DropZone onFiles={attachments.add} disabled={busy}>
      <ComposeHead>
        <SaveStatus saving={editing.saving} />
        {!busy && <TemplateMenu texts={texts} latest={editing.latest} onUse={fillIn} />}
        <IconButton label={text.compose.discard} icon={<Trash2 />} disabled={busy || discarding.busy} onClick={() => void discarding.run()} />
        <IconButton label={text.compose.close} icon={<X />} tip="none" disabled={busy} onClick={onClose} />
      </ComposeHead>
      <div className={styles['body']} inert={busy || discarding.busy}>
        {editing.other !== null && <ChangedElsewhere editing={editing} other={editing.other} />}
        {editing.other === null && draft.aside.length > 0 && <KeptVersions editing={editing} />}
        <Recipients recipients={recipients} autoFocus={!isReply} onChange={(change_) => change((now) => ({ recipients: change_(now.recipients) }))} />
        {shared !== null && draft.attachments.length > 0 && <FromElsewhere />}
        <TwoParts>
          <NoticePart subject={draft.noticeSubject} message={draft.noticeText} findings={check.findings} onChange={change} onMove={secure.move} />
          <SecurePart draft={draft} body={secure.body} recipients={recipients} attachments={attachments} disabled={busy} autoFocus={isReply} onChange={change} />
        </TwoParts>
      </div>
      <SendBar sending={sending} uploads={attachments.summary} />
      <NoticeQuestion
        findings={found}
        subject={draft.noticeSubject}
        message={draft.noticeText}
        onBack={sending.stopWaiting}
        onMove={() => {
          sending.stopWaiting();
          secure.move(found);
        }}
        onSend={sending.sendAnyway}
      />
    </DropZone>
  );
}

function useIsThere(): () => boolean {
  const there = useRef(true);
  useEffect(() => {
    there.current = true;
    return () => {
      there.current = false;
    };
  }, []);
  return useCallback(() => there.current, []);
}

/** Once, however often the panel is drawn: from here on they are attachments like others. */
function useAttachShared(shared: SharedFiles | null, { add }: AttachmentsEditing): void {
  const attach = useEffectEvent((files: readonly File[]) => add(files.map((file) => ({ file, path: null }))));
  useEffect(() => {
    if (shared === null) return;
    forgetSharedFiles(shared.id);
    attach(shared.files);
  }, [shared]);
}
