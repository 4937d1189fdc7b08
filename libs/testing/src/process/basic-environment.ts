const passedOn = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'TZ', 'XDG_CACHE_HOME', 'SystemRoot'];

/**
 * The part of an environment every program may need (search path, home, temporary folder, language), and nothing
 * else: no tokens, no settings of the person who runs the tests.
 */
export function basicEnvironment(from: NodeJS.ProcessEnv = process.env): Record<string, string> {
  return Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = from[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
