// Says that a page has failed in a way nobody foresaw, what is safe, and offers the way on; nothing is reported anywhere.
'use client';
import { text } from '../text/access.ts';
import { AccessFrame } from '../ui/access-frame.tsx';
import { Button } from '../ui/button.tsx';
import { NoticeStep } from '../ui/notice-step.tsx';

export function FailedPage() {
  return (
    <AccessFrame>
      <NoticeStep
        title={text.system.crashTitle}
        action={
          <Button variant="primary" onClick={() => location.reload()}>
            {text.system.reload}
          </Button>
        }
      >
        <p>{text.system.crashText}</p>
      </NoticeStep>
    </AccessFrame>
  );
}
