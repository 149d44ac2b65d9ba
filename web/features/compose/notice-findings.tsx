// What the check found: each place in its words, marked, with what can be done about it.
'use client';

import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import type { Finding } from './notice-check/finding.ts';
import styles from './notice-findings.module.css';

const words = text.noticeCheck;
/** Letters of the text around a place that are shown with it. */
const AROUND = 28;

type NoticeFindingsProps = {
  findings: readonly Finding[];
  subject: string;
  message: string;
  /** Without it the places are only listed. */
  onShow?: (finding: Finding) => void;
};

export function NoticeFindings({ findings, subject, message, onShow }: NoticeFindingsProps) {
  return (
    <ul className={styles['findings']}>
      {findings.map((finding) => {
        const whole = finding.field === 'subject' ? subject : message;
        const place = whole.slice(finding.start, finding.end);
        return (
          <li key={`${finding.field} ${finding.start}`} className={styles['finding']}>
            <span className={styles['kind']}>{words.kinds[finding.kind]}</span>
            <span className={styles['excerpt']}>
              {finding.field === 'subject' && <span className={styles['field']}>{words.inSubject}: </span>}
              {before(whole, finding.start)}
              <mark className={styles['mark']}>{place}</mark>
              {after(whole, finding.end)}
            </span>
            {onShow !== undefined && (
              <Button size="small" variant="quiet" aria-label={words.show(place)} onClick={() => onShow(finding)}>
                {words.showShort}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function before(whole: string, start: number): string {
  const near = whole.slice(Math.max(0, start - AROUND), start);
  // Begins with a whole word.
  return (start > AROUND ? near.replace(/^\S*\s/, '… ') : near).replaceAll('\n', ' ');
}

function after(whole: string, end: number): string {
  const near = whole.slice(end, end + AROUND);
  return (end + AROUND < whole.length ? near.replace(/\s\S*$/, ' …') : near).replaceAll('\n', ' ');
}
