/** Types of the contract's operations by name. Types only: nothing of zod reaches a bundle through here. */
import type { InputOf as ContractInputOf, ResultOf as ContractResultOf } from '@muster/contract/operation';
import type { operations } from '@muster/contract/operations';

export type OperationOf<Name extends string> = Name extends keyof typeof operations ? (typeof operations)[Name] : never;
export type InputOf<O> = ContractInputOf<O>;
export type ResultOf<O> = ContractResultOf<O>;
