// Apart from the schemas, so that the phone, which does not carry zod, reads them too.

export const placeKinds = ['gate', 'checkpoint', 'testPoint', 'isolationDoor', 'deliveryPoint'] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** What the people at a test point say of its queue, in one tap. */
export const queueStates = ['short', 'long', 'closed'] as const;
export type QueueState = (typeof queueStates)[number];

/** What may be wrong at a place; `other` says what in words. */
export const placeProblemKinds = ['noPower', 'noReagents', 'noSupplies', 'crowd', 'tooFewPeople', 'other'] as const;
export type PlaceProblemKind = (typeof placeProblemKinds)[number];

/**
 * What is looked at where people queue for a test, and nothing that no source names: the two-metre line and whether the
 * policy has been explained are what inspections looked at, order at the test point is what the volunteers were there for
 * (DOMAIN §0).
 */
export const placeChecks = ['twoMetres', 'order', 'policyExplained'] as const;
export type PlaceCheckKey = (typeof placeChecks)[number];

/** How much one tap adds to what a round has done. */
export const countSteps = [1, 10, 50, 100] as const;
