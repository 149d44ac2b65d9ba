// Whether the browser kept a handle by which this file can be read again.
'use client';

import { useEffect, useState } from 'react';
import { hasFileHandle } from '../../session/file-handles.ts';

export function useFileHandle(attachment: string): boolean {
  const [known, setKnown] = useState(false);
  useEffect(() => {
    let wanted = true;
    void hasFileHandle(attachment).then((has) => wanted && setKnown(has));
    return () => {
      wanted = false;
    };
  }, [attachment]);
  return known;
}
