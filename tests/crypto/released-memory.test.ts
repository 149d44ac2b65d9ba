// Memory that is given back, in Node and, since it is an engine's business, in Chromium's worker (chromium-worker.browser.test.ts).
import { describe, expect, it } from "vitest";
import { release } from "../../crypto/bytes.ts";

describe("memory that is given back", () => {
  it("is gone at once, of several too", () => {
    const [one, other] = [new Uint8Array(1000), new Uint8Array(2000)];
    release(one, other);
    expect([one.length, other.length]).toEqual([0, 0]);
    release(one);
  });

  it("takes nothing with it of which it is a part", () => {
    const whole = new Uint8Array(1000).fill(7);
    release(whole.subarray(0, 500));
    expect(whole).toEqual(new Uint8Array(1000).fill(7));
  });
});
