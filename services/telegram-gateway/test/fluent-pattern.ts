import type { FluentResource } from '@fluent/bundle';

type Pattern = FluentResource['body'][number]['value'];
type Element = Extract<NonNullable<Pattern>, readonly unknown[]>[number];
type Expression = Exclude<Element, string>;

const elements = (pattern: Pattern): readonly Element[] =>
  typeof pattern === 'string' ? [pattern] : (pattern ?? []);

/** The variables that a pattern is filled with, sorted. */
export function variables(pattern: Pattern): string[] {
  const found = elements(pattern).flatMap((element) =>
    typeof element === 'string' ? [] : variablesOf(element),
  );
  return [...new Set(found)].sort();
}

function variablesOf(expression: Expression): string[] {
  switch (expression.type) {
    case 'var':
      return [expression.name];
    case 'select':
      return [
        ...variablesOf(expression.selector),
        ...expression.variants.flatMap(({ value }) => variables(value)),
      ];
    case 'func':
      return expression.args.flatMap((arg) => (arg.type === 'narg' ? [] : variablesOf(arg)));
    case 'mesg':
    case 'term':
    case 'str':
    case 'num':
      return [];
  }
}

/** All texts that a pattern can become, with `x` for what is filled in. */
export function alternatives(pattern: Pattern): string[] {
  return elements(pattern).reduce<string[]>(
    (texts, element) => texts.flatMap((text) => choices(element).map((choice) => text + choice)),
    [''],
  );
}

function choices(element: Element): string[] {
  if (typeof element === 'string') return [element];
  if (element.type === 'str') return [element.value];
  return element.type === 'select' ? element.variants.flatMap(({ value }) => alternatives(value)) : ['x'];
}
