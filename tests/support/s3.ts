// The real S3 server that tests run against: started for the run (s3-for-the-run.ts) or named by S3_TEST_ENDPOINT.
import { randomBytes } from 'node:crypto';
import type { S3Settings } from '../../server/config.ts';

/** Settings for a bucket of the test's own; the store makes it. Throws where no S3 server was started or named. */
export function testS3(options: { bucket?: string; publicEndpoint?: string | null } = {}): S3Settings {
  const endpoint = process.env['S3_TEST_ENDPOINT'];
  if (!endpoint) throw new Error('S3_TEST_ENDPOINT is not set');
  return {
    endpoint,
    publicEndpoint: options.publicEndpoint ?? null,
    bucket: options.bucket ?? `sealpost-test-${randomBytes(6).toString('hex')}`,
    accessKey: process.env['S3_TEST_ACCESS_KEY'] ?? 'testkey12345',
    secretKey: process.env['S3_TEST_SECRET_KEY'] ?? 'testsecret12345',
    region: 'us-east-1',
  };
}
