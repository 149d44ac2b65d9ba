// The attachments of a message: what each is, its view and its download.
'use client';

import { Download as DownloadSign, Eye } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import type { AttachmentView } from '../../session/vault-api/mailbox.ts';
import { type Download, useDownloads } from '../../session/use-downloads.ts';
import { useThumbnail } from '../../session/use-thumbnail.ts';
import { useViewStream } from '../../session/use-view-stream.ts';
import { formatBytes, formatCount } from '../../text/format.ts';
import { text } from '../../text/mailbox.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { hintOf } from '../../viewers/file-hint.ts';
import { AskBeforeDownload } from './download-question.tsx';
import { fileKind } from './file-kind.tsx';
import { useCarefulDownload } from './use-careful-download.ts';
import { useDownloadNews } from './use-download-news.ts';
import styles from './attachment-list.module.css';

const words = text.reading.attachments;

const Viewer = lazy(() => import('../../viewers/viewer.tsx').then((code) => ({ default: code.Viewer })));

export function AttachmentList({ message, attachments }: { message: string; attachments: AttachmentView[] }) {
  const { downloads, start, startAll } = useDownloads();
  const own = downloads.filter((download) => download.message === message);
  const open = useViewStream(message);
  const { question, looking, answer, download, downloadAll } = useCarefulDownload({
    open,
    start: (attachment) => start({ message, attachment }),
    startAll: () => startAll(message),
  });
  const [viewed, setViewed] = useState<string | null>(null);
  // The keys are gone with the session: what they opened goes too.
  const { status } = useSession();
  if (viewed !== null && status !== 'ready') setViewed(null);
  useDownloadNews({ downloads: own, attachments: [...attachments, { id: message, name: words.allFiles }] });
  const archive = own.find((download) => download.id === message);
  const size = attachments.reduce((sum, attachment) => sum + attachment.size, 0);
  return (
    <div className={styles['block']}>
      <div className={styles['head']}>
        <h3 className={styles['title']}>{words.name}</h3>
        <span className={styles['summary']}>{words.summary(formatCount(attachments.length, words.files), formatBytes(size))}</span>
        {attachments.length > 1 && (
          <span className={`${styles['all']} no-print`}>
            <Button size="small" icon={<DownloadSign aria-hidden="true" />} busy={looking || archive?.state === 'running'} onClick={() => downloadAll(attachments)}>
              {words.downloadAll}
            </Button>
          </span>
        )}
      </div>
      <DownloadState name={words.allFiles} download={archive} />
      <ul className={styles['list']} aria-label={words.name}>
        {attachments.map((attachment) => (
          <AttachmentCard
            key={attachment.id}
            message={message}
            attachment={attachment}
            download={own.find(({ id }) => id === attachment.id)}
            onDownload={() => download(attachment)}
            onView={hintOf(attachment) === null ? null : () => setViewed(attachment.id)}
          />
        ))}
      </ul>
      {viewed !== null && (
        <Suspense fallback={null}>
          <Viewer files={attachments.filter((attachment) => hintOf(attachment) !== null)} start={viewed} open={open} onDownload={download} onClose={() => setViewed(null)} />
        </Suspense>
      )}
      <AskBeforeDownload question={question} onAnswer={answer} />
    </div>
  );
}

type AttachmentCardProps = {
  message: string;
  attachment: AttachmentView;
  download: Download | undefined;
  onDownload: () => void;
  onView: (() => void) | null;
};

function AttachmentCard({ message, attachment, download, onDownload, onView }: AttachmentCardProps) {
  const { name, path, size } = attachment;
  const { icon, label } = fileKind(attachment);
  const thumbnail = useThumbnail({ message, attachment: attachment.id });
  return (
    <li className={styles['card']}>
      <span className={styles['sign']} aria-hidden="true">
        {thumbnail === null ? icon : <img className={styles['thumbnail']} src={thumbnail} alt="" />}
      </span>
      <div className={styles['words']}>
        <span className={styles['name']}>{path === null ? name : `${path}/${name}`}</span>
        <span className={styles['detail']}>{[label, formatBytes(size), ...(onView === null ? [words.notShown] : [])].join(' · ')}</span>
        <DownloadState name={name} download={download} />
      </div>
      <span className={`${styles['actions']} no-print`}>
        {onView !== null && (
          <Button size="small" icon={<Eye aria-hidden="true" />} onClick={onView}>
            <span>
              {words.view}
              <span className="visually-hidden"> {name}</span>
            </span>
          </Button>
        )}
        <Button size="small" icon={<DownloadSign aria-hidden="true" />} busy={download?.state === 'running'} onClick={onDownload}>
          <span>
            {words.download}
            <span className="visually-hidden"> {name}</span>
          </span>
        </Button>
      </span>
    </li>
  );
}

function DownloadState({ name, download }: { name: string; download: Download | undefined }) {
  if (download === undefined || download.state === 'done') return null;
  // By the person, in the browser's own list of downloads: no failure.
  if (download.failure === 'cancelled') return <p className={styles['detail']}>{words.stopped(name)}</p>;
  if (download.state === 'failed') {
    return (
      <p className={styles['failure']} role="alert">
        {downloadFailure(name, download.failure)}
      </p>
    );
  }
  const value = download.size === 0 ? null : download.received / download.size;
  return <Progress label={words.started(name)} labelHidden value={value} detail={`${formatBytes(download.received)} / ${formatBytes(download.size)}`} />;
}

function downloadFailure(name: string, code: string | null): string {
  if (code === 'offline') return words.offline;
  return code === 'cannot_open' || code === 'damaged' ? words.damaged(name) : words.failed(name);
}
