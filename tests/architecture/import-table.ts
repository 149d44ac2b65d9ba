// The import table of the architecture: which area may use which. Arrows point down; what is not listed is not allowed.
import { dirname, join, normalize } from 'node:path/posix';
import { readImports } from '../support/imports.ts';

export type SourceFile = { path: string; source: string };

type Rule = {
  /** Areas of ours, as `areaOf` names them; `types:` before one allows types only. */
  may: readonly string[];
  /** npm packages, where only some may be used; absent: any. */
  packages?: RegExp;
  /** Node's own modules. */
  node?: true;
};

const SCREEN = ['web/session', 'web/ui', 'web/viewers', 'web/styles', 'web/text'];

const TABLE: Record<string, Rule> = {
  'crypto': { may: ['crypto', 'crypto/primitives'], packages: /^canonicalize$/ },
  'crypto/primitives': { may: ['crypto', 'crypto/primitives'] },
  // At the edge: the main protocol may not import it, whatever it needs from the main protocol.
  'crypto/openpgp': { may: ['crypto', 'crypto/primitives', 'crypto/openpgp'], packages: /^openpgp$/ },

  'server': { may: ['server', 'server/routes', 'server/middleware', 'server/database', 'server/blobs', 'server/mail', 'server/jobs', '#crypto/server'], node: true },
  'server/routes': { may: ['server', 'server/routes', 'server/middleware', 'server/database', 'server/blobs', 'server/mail', '#crypto/server'], node: true },
  'server/middleware': { may: ['server', 'server/middleware', 'server/database', 'server/blobs', '#crypto/server'], node: true },
  'server/database': { may: ['server', 'server/database', 'types:server/mail', 'migrations', '#crypto/server'], node: true },
  'server/blobs': { may: ['server', 'server/blobs', '#crypto/server'], node: true },
  'server/mail': { may: ['server', 'server/mail', 'types:server/database', '#crypto/server'], node: true },
  'server/jobs': { may: ['server', 'server/jobs', 'server/database', 'server/blobs', 'server/mail', '#crypto/server'], node: true },
  'migrations': { may: [], packages: /^kysely$/ },

  'web': { may: ['web', 'web/session'] },
  // Kept by browsers: it reaches nothing that could open anything.
  'web/offline': { may: ['web', 'web/offline', 'web/text', 'web/ui', 'web/styles'] },
  'web/next.config': { may: [], packages: /^next$/, node: true },
  'web/app': { may: ['web/app', 'web/features', ...SCREEN] },
  'web/features': { may: SCREEN },
  'web/session': { may: ['web/session', '#crypto', '#crypto/openpgp', '#crypto/plain-name', '#crypto/practice', 'types:server/app'] },
  'web/viewers': { may: ['web/viewers', 'web/ui', 'web/text', 'web/styles', 'types:web/session'] },
  'web/ui': { may: ['web/ui', 'web/text', 'web/styles', 'types:web/session'] },
  'web/text': { may: ['web/text', 'types:web/session'] },
  'web/styles': { may: ['web/styles'] },

  'cli': { may: ['cli', 'cli/operator', '#crypto', 'types:server/app', 'scripts'], node: true },
  'cli/operator': { may: ['cli', 'cli/operator', '#crypto', 'server', 'server/database', 'server/blobs', 'server/mail'], node: true },
  'scripts': { may: ['scripts'], node: true },
};

/** One line for each import that the table does not allow. */
export function findForbiddenImports(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, source }) => {
    const rule = TABLE[areaOf(path) ?? ''];
    if (rule === undefined) return [];
    return readImports(source)
      .filter((named) => !isAllowed({ ...named, path, rule }))
      .map(({ specifier, typeOnly }) => `${path} must not import ${specifier}${typeOnly ? ' (types)' : ''}`);
  });
}

function isAllowed({ path, rule, specifier, typeOnly }: { path: string; rule: Rule; specifier: string; typeOnly: boolean }): boolean {
  if (specifier.startsWith('node:')) return rule.node === true;
  const isOurs = specifier.startsWith('.') || specifier.startsWith('#');
  if (!isOurs) return rule.packages?.test(specifier) ?? true;
  const target = targetOf(specifier, path);
  const area = target.startsWith('#') ? target : areaOf(target);
  if (area === 'web/features' && areaOf(path) === 'web/features') return featureOf(target) === featureOf(path);
  if (typeOnly && rule.may.some((allowed) => allowed === `types:${area}` || allowed === `types:${withoutExtension(target)}`)) return true;
  return area !== null && rule.may.includes(area);
}

/** The words of the build's language stand in web/text, whichever it is. */
function targetOf(specifier: string, path: string): string {
  if (specifier.startsWith('#words/')) return specifier.replace('#words', 'web/text/en');
  return specifier.startsWith('#') ? specifier : normalize(join(dirname(path), specifier));
}

/** The longest area of the table that the path lies in; null for what the table leaves free (tests, bench). */
function areaOf(path: string): string | null {
  const bare = withoutExtension(path);
  const areas = Object.keys(TABLE).filter((area) => bare === area || bare.startsWith(`${area}/`));
  return areas.sort((a, b) => b.length - a.length)[0] ?? null;
}

function featureOf(path: string): string | undefined {
  return path.split('/')[2];
}

function withoutExtension(path: string): string {
  return path.replace(/\.(tsx?|mjs|css)$/, '');
}
