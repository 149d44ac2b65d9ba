// Lengths of X-Wing (draft-connolly-cfrg-xwing-kem, section 5), for those who only measure.

export const KEM_PUBLIC_KEY_BYTES = 1216;
export const KEM_CIPHERTEXT_BYTES = 1120;
