// The first script of the log-in page: says in the root element why one is here, before anything is drawn. The page has the words for
// every case and its style shows those that hold (arrival.tsx). The build puts it into the page's head.
import { arrivalOf } from '../../ui/arrival.ts';

const { lead, note } = arrivalOf(new URLSearchParams(location.search));
const { dataset } = document.documentElement;
dataset['lead'] = lead;
if (note !== null) dataset['note'] = note;
