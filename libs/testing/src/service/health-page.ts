/** The checks that said no, by a body of `/health/ready` as @nestjs/terminus writes it; none when it is anything else. */
export function checksThatSaidNo(body: string): string[] {
  try {
    const { error } = JSON.parse(body) as { readonly error?: unknown };
    return typeof error === 'object' && error !== null ? Object.keys(error) : [];
  } catch {
    return [];
  }
}
