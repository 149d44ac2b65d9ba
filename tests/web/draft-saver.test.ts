// Saving while one writes: the newest wins, saves never overlap, a failure is tried again, and sending is not overtaken.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDraftSaver, type SaveState } from '../../web/features/compose/draft-saver.ts';
import type { Draft } from '../../web/session/vault-api/drafts.ts';

const draft = (secureSubject: string) => ({ id: 'd', secureSubject }) as Draft;

function setUp() {
  const saves: { subject: string; done: () => void; fail: (error: unknown) => void }[] = [];
  const states: SaveState['status'][] = [];
  const saver = createDraftSaver({
    save: ({ secureSubject }) => new Promise<void>((resolve, reject) => saves.push({ subject: secureSubject, done: resolve, fail: reject })),
    onState: ({ status }) => states.push(status),
    isOffline: (error) => error === 'offline',
    now: Date.now,
  });
  return { saver, saves, states, subjects: () => saves.map(({ subject }) => subject) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a draft that is written', () => {
  test('is saved once after a pause, with the newest text', async () => {
    const { saver, subjects } = setUp();
    saver.put(draft('a'));
    saver.put(draft('ab'));
    saver.put(draft('abc'));
    expect(subjects()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(subjects()).toEqual(['abc']);
  });

  test('is never saved twice at a time; what came meanwhile follows', async () => {
    const { saver, saves, subjects } = setUp();
    saver.put(draft('first'));
    await vi.advanceTimersByTimeAsync(1_000);
    saver.put(draft('second'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(subjects()).toEqual(['first']);
    saves[0]?.done();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(subjects()).toEqual(['first', 'second']);
  });

  test('is tried again after a failure, and says whether it was the connection', async () => {
    const { saver, saves, states, subjects } = setUp();
    saver.put(draft('kept'));
    await vi.advanceTimersByTimeAsync(1_000);
    saves[0]?.fail('offline');
    await vi.advanceTimersByTimeAsync(0);
    expect(states.at(-1)).toBe('waiting');
    expect(saver.isSaved()).toBe(false);
    await vi.advanceTimersByTimeAsync(6_000);
    saves[1]?.fail('broken');
    await vi.advanceTimersByTimeAsync(0);
    expect(states.at(-1)).toBe('failed');
    await vi.advanceTimersByTimeAsync(6_000);
    saves[2]?.done();
    await vi.advanceTimersByTimeAsync(0);
    expect(subjects()).toEqual(['kept', 'kept', 'kept']);
    expect(saver.isSaved()).toBe(true);
  });

  test('a failed save does not overwrite a newer text', async () => {
    const { saver, saves, subjects } = setUp();
    saver.put(draft('old'));
    await vi.advanceTimersByTimeAsync(1_000);
    saver.put(draft('new'));
    saves[0]?.fail('broken');
    await vi.advanceTimersByTimeAsync(6_000);
    expect(subjects()).toEqual(['old', 'new']);
  });

  test('flush saves at once and waits until it is done', async () => {
    const { saver, saves } = setUp();
    saver.put(draft('leaving'));
    let flushed = false;
    void saver.flush().then(() => (flushed = true));
    await vi.advanceTimersByTimeAsync(0);
    expect(saves).toHaveLength(1);
    expect(flushed).toBe(false);
    saves[0]?.done();
    await vi.advanceTimersByTimeAsync(0);
    expect(flushed).toBe(true);
  });

  test('nothing is written while it is held for sending, and again after release', async () => {
    const { saver, subjects } = setUp();
    saver.put(draft('sent'));
    await saver.hold();
    saver.put(draft('changed'));
    await vi.advanceTimersByTimeAsync(20_000);
    // The panel that closes after sending flushes too: the draft must not come back.
    await saver.flush();
    expect(subjects()).toEqual([]);
    saver.release();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(subjects()).toEqual(['changed']);
  });
});
