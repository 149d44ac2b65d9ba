// /: the start page, on to the mailbox where a session may be running, else to log-in.
import { Start } from '../features/unlock/start.tsx';

export default function StartPage() {
  return <Start />;
}
