// /settings: one's own settings.
import type { Metadata } from 'next';
import { PracticeTextsSettings, SignatureSettings, TemplateSettings } from '../../../features/compose/own-texts/own-texts-settings.tsx';
import { Settings } from '../../../features/settings/settings.tsx';
import { text } from '../../../text/index.ts';

export const metadata: Metadata = { title: text.settings.title };

export default function SettingsPage() {
  return <Settings signature={<SignatureSettings />} templates={<TemplateSettings />} practiceTexts={<PracticeTextsSettings />} />;
}
