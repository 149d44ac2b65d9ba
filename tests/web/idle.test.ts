// Automatic log-off by the wall clock: in all tabs, after sleep, and not while somebody is there.
import { describe, expect, test } from 'vitest';
import { createIdleWatch, type IdleTimes } from '../../web/session/idle.ts';

const MINUTE = 60_000;

/** Two tabs share the times, each has its own watch. */
function browser({ idleMinutes = 15 } = {}) {
  const state = { now: 1_000_000_000, active: 0, ping: 0, pings: 0, ended: [] as string[] };
  const times: IdleTimes = {
    lastActive: () => state.active,
    noteActive: (at) => void (state.active = at),
    lastPing: () => state.ping,
    notePing: (at) => void (state.ping = at),
  };
  const tab = (name: string) =>
    createIdleWatch({
      idleMinutes,
      times,
      now: () => state.now,
      ping: async () => void (state.pings += 1),
      onIdle: () => void state.ended.push(name),
    });
  return { state, tab };
}

describe('automatic log-off', () => {
  test('comes after the idle time, once, and not before', () => {
    const { state, tab } = browser();
    const watch = tab('one');
    state.now += 15 * MINUTE - 1;
    watch.check();
    expect(state.ended).toEqual([]);
    state.now += 1;
    watch.check();
    watch.check();
    expect(state.ended).toEqual(['one']);
  });

  test('comes after a day whatever the server says', () => {
    const { state, tab } = browser({ idleMinutes: Number.MAX_SAFE_INTEGER });
    const watch = tab('one');
    state.now += 1440 * MINUTE;
    watch.check();
    expect(state.ended).toEqual(['one']);
  });

  test('is put off by activity in another tab', () => {
    const { state, tab } = browser();
    const [one, two] = [tab('one'), tab('two')];
    state.now += 14 * MINUTE;
    two.active();
    state.now += 14 * MINUTE;
    one.check();
    two.check();
    expect(state.ended).toEqual([]);
    state.now += 2 * MINUTE;
    one.check();
    two.check();
    expect(state.ended).toEqual(['one', 'two']);
  });

  test('is not undone by the first touch after the machine has slept through it', () => {
    const { state, tab } = browser();
    const watch = tab('one');
    state.now += 8 * 60 * MINUTE;
    watch.active();
    expect(state.ended).toEqual(['one']);
    expect(state.pings).toBe(0);
  });

  test('tells the server of activity at most once a minute, over all tabs', () => {
    const { state, tab } = browser();
    const [one, two] = [tab('one'), tab('two')];
    for (let second = 0; second < 180; second += 1) {
      state.now += 1000;
      one.active();
      two.active();
    }
    expect(state.pings).toBeGreaterThanOrEqual(3);
    expect(state.pings).toBeLessThanOrEqual(4);
  });

  test('waits for a transfer that a person started, but not for ever', () => {
    const { state, tab } = browser();
    const watch = tab('one');
    watch.active();
    for (let minute = 0; minute < 90; minute += 1) {
      state.now += MINUTE;
      watch.transferring();
      watch.check();
    }
    expect(state.ended).toEqual([]);
    for (let minute = 0; minute < 60; minute += 1) {
      state.now += MINUTE;
      watch.transferring();
      watch.check();
    }
    expect(state.ended).toEqual(['one']);
  });

  test('counts from now on when the clock was set back', () => {
    const { state, tab } = browser();
    const watch = tab('one');
    state.now -= 24 * 60 * MINUTE;
    watch.active();
    expect(state.active).toBe(state.now);
    state.now += 16 * MINUTE;
    watch.check();
    expect(state.ended).toEqual(['one']);
  });
});
