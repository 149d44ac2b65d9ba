// What must run before anything else in the page: the Trusted Types policy, then the person's own appearance.
'use client';
import '../session/trusted-types.ts';
import { useLayoutEffect } from 'react';
import { applyAppearance, readAppearance } from '../ui/appearance.ts';

export function DocumentStart() {
  useLayoutEffect(() => applyAppearance(readAppearance()), []);
  return null;
}
