// The attachments of a message: what each is, and its download.
'use client';

import { Download as DownloadSign } from 'lucide-react';
import type { AttachmentView } from '../../session/vault-api.ts';
import { type Download, useDownloads } from '../../session/use-downloads.ts';
import { formatBytes, formatCount } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { fileKind } from './file-kind.tsx';
import { useDownloadNews } from './use-download-news.ts';
import styles from './attachment-list.module.css';

const words = text.reading.attachments;

export function AttachmentList({ message, attachments }: { message: string; attachments: AttachmentView[] }) {
  const { downloads, start, startAll } = useDownloads();
  const own = downloads.filter((download) => download.message === message);
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
            <Button size="small" icon={<DownloadSign aria-hidden="true" />} busy={archive?.state === 'running'} onClick={() => startAll(message)}>
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
            attachment={attachment}
            download={own.find((download) => download.id === attachment.id)}
            onDownload={() => start({ message, attachment })}
          />
        ))}
      </ul>
    </div>
  );
}

type AttachmentCardProps = { attachment: AttachmentView; download: Download | undefined; onDownload: () => void };

function AttachmentCard({ attachment, download, onDownload }: AttachmentCardProps) {
  const { name, path, size } = attachment;
  const { icon, label } = fileKind(attachment);
  return (
    <li className={styles['card']}>
      <span className={styles['sign']} aria-hidden="true">
        {icon}
      </span>
      <div className={styles['words']}>
        <span className={styles['name']}>{path === null ? name : `${path}/${name}`}</span>
        <span className={styles['detail']}>{`${label} · ${formatBytes(size)}`}</span>
        <DownloadState name={name} download={download} />
      </div>
      <span className="no-print">
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
