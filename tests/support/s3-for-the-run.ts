// vitest global set-up: the S3 server for the run, unless S3_TEST_ENDPOINT names one.
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startCeph } from './ceph.ts';

/** What fails here fails in each test that asks for the server: an error in a global set-up would end the run uncounted. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env['S3_TEST_ENDPOINT']) return async () => undefined;
  try {
    const { endpoint, accessKey, secretKey, stop } = await startCeph(join(project.getProvidedContext().folder, 'ceph'));
    // tests/support/s3.ts reads these, in the test's own process.
    Object.assign(process.env, { S3_TEST_ENDPOINT: endpoint, S3_TEST_ACCESS_KEY: accessKey, S3_TEST_SECRET_KEY: secretKey });
    return async () => {
      delete process.env['S3_TEST_ENDPOINT'];
      await stop();
    };
  } catch (error) {
    process.stderr.write(`The S3 server did not start: ${String(error)}\n`);
    return async () => undefined;
  }
}
