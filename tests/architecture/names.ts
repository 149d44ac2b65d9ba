// Names that say nothing, or are written another way than the rest.

const EMPTY_WORDS = /^(utils?|helpers?|common|shared|misc|lib)$/;
const KEBAB_CASE = /^\.?[a-z\d]+(-[a-z\d]+)*$/;

/** Fixed by the tools that read them. */
const GIVEN = /^(README|SECURITY|CONTRIBUTING|LICENSE|SPEC|Dockerfile|Caddyfile)$/;
/** Next.js: route groups. */
const ROUTE_GROUP = /^\([a-z-]+\)$/;

/** One line for each path with a segment that is not a kebab-case noun. */
export function findBadNames(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const bad = path.split('/').find((segment) => !isGood(segment));
    return bad === undefined ? [] : [`${path}: ${bad}`];
  });
}

function isGood(segment: string): boolean {
  if (ROUTE_GROUP.test(segment)) return true;
  // Every part of name.module.css and name.s3.test.ts counts.
  const words = segment.replace(/^\./, '').split('.');
  return words.every((word) => GIVEN.test(word) || (KEBAB_CASE.test(word) && !EMPTY_WORDS.test(word)));
}
