// The people of the stories.
import type { SignUp } from './person.ts';

export const ana: SignUp = { practiceName: 'Northside Dental', name: 'Dr. Ana Ruiz', address: 'ana@northside.example', password: 'orbit-velvet-canyon-lantern-42' };
export const ben: SignUp = { practiceName: 'Southside Clinic', name: 'Ben Okoro', address: 'ben@southside.example', password: 'thimble-harbor-quartz-meadow-17' };
export const lee: SignUp = { practiceName: 'Fine Lab', name: 'Lee Park', address: 'lee@finelab.example', password: 'pepper-glacier-violin-anchor-77' };

/** For whoever chooses a new one. */
export const newPassword = 'saddle-comet-turnip-harvest-88';
