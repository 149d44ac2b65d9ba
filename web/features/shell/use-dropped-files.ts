// A file that is dropped beside the place for files: the browser would leave the page and show the file instead.
'use client';

import { useEffect } from 'react';

/** Nothing happens to it, and the pointer says so. Places that take files have handled the event before. */
export function useDroppedFiles(): void {
  useEffect(() => {
    const hold = (event: DragEvent) => {
      if (event.defaultPrevented || event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    };
    addEventListener('dragover', hold);
    addEventListener('drop', hold);
    return () => {
      removeEventListener('dragover', hold);
      removeEventListener('drop', hold);
    };
  }, []);
}
