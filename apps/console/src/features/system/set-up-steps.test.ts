import { expect, test } from 'vitest';
import { type SetUpState, stepDone, stepsLeft } from './set-up-steps.ts';

const empty: SetUpState = {
  secondFactor: false,
  otherAdministrators: false,
  areas: 1,
  communities: 0,
  people: 1,
  desksStaffed: 0,
  desksSigningIn: 0,
  incident: false,
};

test('a step of the first run is done by what is there, never by a tick', () => {
  expect(stepsLeft(empty)).toBe(4);
  expect(stepDone('administrators', { ...empty, secondFactor: true })).toBe(false);
  expect(stepDone('administrators', { ...empty, secondFactor: true, otherAdministrators: true })).toBe(true);
  expect(stepDone('areas', { ...empty, areas: 13 })).toBe(false);
  expect(stepDone('areas', { ...empty, communities: 2828 })).toBe(true);
  expect(stepDone('people', { ...empty, people: 900 })).toBe(false);
  expect(stepDone('people', { ...empty, people: 900, desksStaffed: 800 })).toBe(false);
  expect(stepDone('people', { ...empty, desksStaffed: 800, desksSigningIn: 1 })).toBe(true);
  expect(stepDone('incident', { ...empty, incident: true })).toBe(true);
});
