/** One finished span, as a test wants to look at it. */
export interface CollectedSpan {
  readonly service: string;
  readonly name: string;
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits. */
  readonly spanId: string;
  /** Undefined for a root. */
  readonly parentSpanId: string | undefined;
  readonly kind: SpanKindName;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly failed: boolean;
  readonly durationMs: number;
}

/** An attribute's value with OTLP's wrapping taken off; integers come as numbers. */
export type AttributeValue = string | number | boolean | AttributeValue[] | null;

/** The kinds of OTLP by their numbers. */
const kinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;

/** How a span stands to the others: `producer` and `consumer` are the two ends of a message. */
export type SpanKindName = (typeof kinds)[number];

interface OtlpValue {
  stringValue?: string;
  intValue?: string | number;
  doubleValue?: number;
  boolValue?: boolean;
  arrayValue?: { values?: OtlpValue[] };
}

interface OtlpAttribute {
  key: string;
  value: OtlpValue;
}

interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind?: number;
  startTimeUnixNano: string | number;
  endTimeUnixNano: string | number;
  attributes?: OtlpAttribute[];
  links?: { traceId: string; spanId: string }[];
  status?: { code?: number };
}

/** The body of `POST /v1/traces` in OTLP's JSON form (opentelemetry-proto, trace/v1; ids are hex there). */
export interface OtlpTraces {
  resourceSpans?: {
    resource?: { attributes?: OtlpAttribute[] };
    scopeSpans?: { spans?: OtlpSpan[] }[];
  }[];
}

const statusError = 2;

function plain(value: OtlpValue): AttributeValue {
  if (value.intValue !== undefined) return Number(value.intValue);
  if (value.arrayValue !== undefined) return (value.arrayValue.values ?? []).map(plain);
  return value.stringValue ?? value.doubleValue ?? value.boolValue ?? null;
}

function record(attributes: readonly OtlpAttribute[] = []): Record<string, AttributeValue> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value)]));
}

function collected(service: string, span: OtlpSpan): CollectedSpan {
  const nanoseconds = BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano);
  return {
    service,
    name: span.name,
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId === '' ? undefined : span.parentSpanId,
    kind: kinds[span.kind ?? 0] ?? 'unspecified',
    attributes: record(span.attributes),
    links: (span.links ?? []).map(({ traceId, spanId }) => ({ traceId, spanId })),
    failed: span.status?.code === statusError,
    durationMs: Number(nanoseconds) / 1e6,
  };
}

/** Takes the spans out of one OTLP/HTTP JSON request. */
export function readSpans(body: OtlpTraces): CollectedSpan[] {
  return (body.resourceSpans ?? []).flatMap(({ resource, scopeSpans = [] }) => {
    const name = record(resource?.attributes)['service.name'];
    const service = typeof name === 'string' ? name : 'unknown';
    return scopeSpans.flatMap(({ spans = [] }) => spans.map((span) => collected(service, span)));
  });
}
