/** Injection token of the NatsConnection, for the adapters that keep state in key-value buckets. */
export const NATS_CONNECTION = Symbol('NATS_CONNECTION');
