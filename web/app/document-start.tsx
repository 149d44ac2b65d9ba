// What runs first in the page: the person's own appearance. (The Trusted Types policy comes before every script: web/trusted-types.ts.)
'use client';
import { useLayoutEffect } from 'react';
import { applyAppearance, readAppearance } from '../ui/appearance.ts';

export function DocumentStart() {
  useLayoutEffect(() => applyAppearance(readAppearance()), []);
  return null;
}
