import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../../..');
const example = readFileSync(path.join(root, '.env.example'), 'utf8');

/** Files in which settings are declared as keys of a zod schema: `NATS_URL: z.string()…`. */
const declaring = ['libs', 'services', 'tools/stack/src']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.join(folder, file),
    ),
  )
  .filter((file) => /\/src\/(.*\/)?(config|[a-z-]*settings|provisioning)\.ts$/.test(file))
  .filter((file) => !file.includes('node_modules'));

const declared = declaring.flatMap((file) =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(/^ {2,4}([A-Z][A-Z0-9]*_[A-Z0-9_]+): /gm)].map(
    ([, name]) => ({ file, name: name ?? '' }),
  ),
);

describe('.env.example', () => {
  it('explains every setting that a service or command reads', () => {
    const missing = declared.filter(({ name }) => !new RegExp(`^${name}=`, 'm').test(example));
    expect(missing).toEqual([]);
    expect(declared.length).toBeGreaterThan(30);
  });

  it('holds no values: it is a template', () => {
    expect(example.split('\n').filter((line) => /^[A-Z].*=.+/.test(line))).toEqual([]);
  });
});
